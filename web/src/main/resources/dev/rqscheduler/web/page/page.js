/* What only a browser can do: show times in the user's time zone, draw plots, and not replace what the user is working with. */
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
      heading.textContent = "Your time, " + zone;
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

  /* The table below the plots has the same numbers, for users who cannot see plots. */
  function plots(root) {
    var table = document.getElementById("minutes-table");
    if (!table || typeof uPlot === "undefined") { return; }
    var rows = Array.from(table.tBodies[0].rows);
    var at = numbers(rows, "from");
    // The same clock as everything else on the page, which may differ from the user's.
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
          ? [{}, series("median", accent, 2), series("max", colour("--runs"), 1)]
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

  /* Polling must not replace what the user has focused, selected or opened, and is pointless in a hidden tab. */
  document.addEventListener("htmx:beforeRequest", function (event) {
    var part = event.target;
    if (part.id !== "live") { return; }
    var busy = part.contains(document.activeElement) || part.querySelector("details[open]") !== null;
    if (document.hidden || busy || String(window.getSelection()) !== "") { event.preventDefault(); }
  });
  document.addEventListener("htmx:afterSwap", function (event) { refresh(event.target); });
  document.addEventListener("htmx:historyRestore", function () { refresh(document); });

  /* The page is as old as the last response. When none comes, it must not look current. */
  var fresh = new Date();
  var clock = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short"
  });

  function reason(event) {
    if (event.type === "htmx:sendError") { return "the scheduler serving this page cannot be reached"; }
    if (event.type === "htmx:timeout") { return "the scheduler serving this page is not responding"; }
    var answer = event.detail.xhr;
    if (answer.status === 401) { return "your session has expired"; }
    var text = (answer.getResponseHeader("Content-Type") || "").indexOf("text/plain") === 0 ? answer.responseText.trim() : "";
    return text || "the server responded with status " + answer.status;
  }

  function trouble(event) {
    var place = document.getElementById("trouble");
    var live = event.target.id === "live";
    var since = live ? "Not updated since " + clock.format(fresh) : "Request failed";
    var message = document.createElement("p");
    message.className = "mistake";
    message.textContent = since + ": " + reason(event).replace(/\.$/, "") + ". ";
    if (event.detail.xhr.status === 401) {
      var login = document.createElement("a");
      login.href = "/login?next=" + encodeURIComponent(location.pathname + location.search);
      login.textContent = "Log in";
      message.append(login);
    }
    // Replacing the message with the same text would make screen readers announce it again.
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
