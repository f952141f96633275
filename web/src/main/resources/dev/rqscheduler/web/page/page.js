/* What only a browser can do: the reader's own time zone, plots, and not changing what somebody is using. */
(function () {
  "use strict";
  document.documentElement.classList.add("scripts");

  var zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "local";
  var local = new Intl.DateTimeFormat("en-GB", {
    weekday: "short", day: "numeric", month: "short", year: "numeric",
    hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short"
  });

  function localTimes(root) {
    root.querySelectorAll("time[data-local]").forEach(function (time) {
      time.textContent = local.format(new Date(time.dateTime));
    });
    root.querySelectorAll("[data-local-zone]").forEach(function (heading) {
      heading.textContent = "Yours, " + zone;
    });
  }

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function numbers(rows, name) {
    return rows.map(function (row) {
      var value = row.dataset[name];
      return value === "" || value === undefined ? null : Number(value);
    });
  }

  function series(label, stroke, width, fill) {
    return { label: label, stroke: stroke, width: width, fill: fill, points: { size: 4 }, spanGaps: false };
  }

  function axes() {
    var line = { stroke: colour("--line"), width: 1 };
    var text = colour("--pico-muted-color");
    return [{ stroke: text, grid: { show: false }, ticks: line }, { stroke: text, grid: line, ticks: line, size: 56 }];
  }

  /* The table beside them has the same numbers, for those who do not see plots. */
  function plots(root) {
    var table = document.getElementById("minutes-table");
    if (!table || typeof uPlot === "undefined") { return; }
    var rows = Array.from(table.tBodies[0].rows);
    var at = numbers(rows, "from");
    // The same clock as everything else on the page, which need not be the reader's.
    var clock = new Map(rows.map(function (row) { return [Number(row.dataset.from), row.cells[0].textContent]; }));
    root.querySelectorAll("[data-plot]").forEach(function (place) {
      var lateness = place.dataset.plot === "lateness";
      var accent = colour("--pico-primary");
      var options = {
        width: place.clientWidth || 320,
        height: 180,
        padding: [8, 8, 0, 0],
        legend: { show: lateness, live: false },
        cursor: { show: false },
        scales: { y: { range: function (u, min, max) { return [0, Math.max(max || 0, 1) * 1.1]; } } },
        axes: axes(),
        series: lateness
          ? [{}, series("half of the jobs", accent, 2), series("the latest one", colour("--runs"), 1)]
          : [{}, series("moved", accent, 2, accent + "33")]
      };
      options.axes[0].values = function (u, ticks) {
        return ticks.map(function (tick) { return clock.get(tick) || ""; });
      };
      place.textContent = "";
      new uPlot(options, lateness ? [at, numbers(rows, "typical"), numbers(rows, "worst")] : [at, numbers(rows, "moved")], place);
    });
  }

  function refresh(root) {
    localTimes(root);
    plots(root);
  }

  /* What polls must not pull away what somebody reads by keyboard or has opened, and need not work in a hidden tab. */
  document.addEventListener("htmx:beforeRequest", function (event) {
    var part = event.target;
    if (part.id !== "live") { return; }
    var busy = part.contains(document.activeElement) || part.querySelector("details[open]") !== null;
    if (document.hidden || busy || String(window.getSelection()) !== "") { event.preventDefault(); }
  });
  document.addEventListener("htmx:afterSwap", function (event) { refresh(event.target); });
  document.addEventListener("htmx:historyRestore", function () { refresh(document); });

  /* What is shown is as old as the last answer. Without one it must not look as if it were of now. */
  var fresh = new Date();
  var clock = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short"
  });

  function reason(event) {
    if (event.type === "htmx:sendError") { return "the scheduler that serves this page cannot be reached"; }
    if (event.type === "htmx:timeout") { return "the scheduler that serves this page does not answer"; }
    var answer = event.detail.xhr;
    if (answer.status === 401) { return "the login has ended"; }
    var text = (answer.getResponseHeader("Content-Type") || "").indexOf("text/plain") === 0 ? answer.responseText.trim() : "";
    return text || "the answer was " + answer.status;
  }

  function trouble(event) {
    var place = document.getElementById("trouble");
    var live = event.target.id === "live";
    var since = live ? "Not up to date since " + clock.format(fresh) : "That was not answered";
    var message = document.createElement("p");
    message.className = "mistake";
    message.textContent = since + ": " + reason(event).replace(/\.$/, "") + ". ";
    if (event.detail.xhr.status === 401) {
      var login = document.createElement("a");
      login.href = "/login?next=" + encodeURIComponent(location.pathname + location.search);
      login.textContent = "Log in";
      message.append(login);
    }
    // The same message again would be read aloud again.
    if (place.textContent !== message.textContent) { place.replaceChildren(message); }
    if (live) { document.querySelectorAll("#live .scripted").forEach(function (words) { words.remove(); }); }
    if (!live) { place.scrollIntoView({ block: "nearest" }); }
  }

  ["htmx:responseError", "htmx:sendError", "htmx:timeout", "htmx:historyCacheMissLoadError"].forEach(function (name) {
    document.addEventListener(name, trouble);
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (!event.detail.successful) { return; }
    fresh = new Date();
    document.getElementById("trouble").replaceChildren();
  });

  function start() {
    refresh(document);
    var width = window.innerWidth;
    window.addEventListener("resize", function () {
      if (window.innerWidth !== width) { width = window.innerWidth; plots(document); }
    });
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () { plots(document); });
  }

  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", start); } else { start(); }
})();
