#!/usr/bin/env bash
# One cron line on the night when the clocks go forward: three libraries, three answers, and one of them contradicts itself.
#
# In Berlin 02:00 to 03:00 is missing on 28 March 2027. For "*/20 2 * * *" cron-parser 5.10.6 has three runs from 03:00 to 03:40 local
# time, cron 4.4.0 one at 03:00, croner 11.0.1 none. For "30 2 * * *" croner does run that day, at 03:00, where cron-parser has 03:30.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

npm_packages cron-parser@5.10.6 croner@11.0.1 cron@4.4.0 luxon@3.7.2
runs() {
    (cd "$modules" && node -e '
const [library, line] = process.argv.slice(1);
const from = new Date("2027-03-27T12:00:00Z"), tz = "Europe/Berlin", found = [];
if (library === "cron-parser") {
    const all = require("cron-parser").CronExpressionParser.parse(line, { currentDate: from, tz });
    for (let i = 0; i < 4; i++) found.push(all.next().toDate());
} else if (library === "croner") {
    found.push(...new (require("croner").Cron)(line, { timezone: tz, paused: true }).nextRuns(4, from));
} else {
    const time = new (require("cron").CronTime)(line, tz);
    for (let at = from; found.length < 4; found.push(at)) at = time.getNextDateFrom(at, tz).toJSDate();
}
console.log(found.map(d => d.toISOString()).filter(d => d < "2027-03-28T22").map(d => d.slice(11, 16) + "Z").join(" ") || "none");
' "$@")
}
seen "cron-parser, */20 2 * * *" "01:00Z 01:20Z 01:40Z" "$(runs cron-parser '*/20 2 * * *')"
seen "cron, */20 2 * * *" "01:00Z" "$(runs cron '*/20 2 * * *')"
seen "croner, */20 2 * * *" "none" "$(runs croner '*/20 2 * * *')"
seen "croner, 30 2 * * *" "01:00Z" "$(runs croner '30 2 * * *')"
seen "cron-parser, 30 2 * * *" "01:30Z" "$(runs cron-parser '30 2 * * *')"
