# Turns picocli's --help into OPTIONS and COMMANDS of a manual page and inserts them into the template in the variable "frame".

function roff(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    gsub(/^[.']/, "\\\\\\&&", text)
    return text
}

function item(name, text) {
    return ".TP\n.B " roff(name) "\n" (text == "" ? "" : roff(text) "\n")
}

function flush_item() {
    if (name != "") {
        if (inCommands) commands = commands item(name, text)
        else options = options item(name, text)
    }
    name = ""
    text = ""
}

function add(words) {
    sub(/^ +/, "", words)
    # picocli breaks lines after "redis:" and "unix:"; join those without a space.
    text = text == "" ? words : text (text ~ /[a-z]:$/ ? "" : " ") words
}

/^Commands:$/ { flush_item(); inCommands = 1; started = 1; next }
/^  (-|    --)/ && !inCommands {
    flush_item()
    started = 1
    line = $0
    sub(/^ +/, "", line)
    at = match(line, /  +/)
    if (at) { name = substr(line, 1, at - 1); add(substr(line, at)) } else name = line
    next
}
/^  [a-z]/ && inCommands {
    flush_item()
    name = $1
    line = $0
    sub(/^ +[^ ]+ +/, "", line)
    add(line)
    next
}
started && /^    / { add($0) }

END {
    flush_item()
    while ((getline line < frame) > 0) {
        sub(/@VERSION@/, version, line)
        sub(/@DATE@/, date, line)
        if (line == "@OPTIONS@") printf "%s", options
        else if (line == "@COMMANDS@") printf "%s", commands
        else print line
    }
}
