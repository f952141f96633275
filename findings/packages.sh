# Sourced by the scripts in this directory: packages in a temporary directory, servers on loopback, and reporting what was seen.
# Nothing is installed. Set FINDINGS_PACKAGES to a directory to keep downloads for the next run.
# shellcheck shell=bash
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
scratch=$(mktemp -d)
packages=${FINDINGS_PACKAGES:-$scratch/packages}
mkdir -p "$packages"
started=()

clean_up() {
    for pid in "${started[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    rm -rf "$scratch"
}
trap clean_up EXIT

# debian SUITE PACKAGE...: unpacked with all they depend on; afterwards $bin has starters for the servers, python3 and rq.
debian() {
    local suite=$1 name
    name=$(printf '%s_' "$@" | tr -c 'a-z0-9\n' '_')
    "$here/../.ci/unpack-suite" "$packages/$name" "$@" >"$scratch/unpack.log" 2>&1 ||
        { tail -n 5 "$scratch/unpack.log" >&2; fail "the packages of $suite are not available here"; }
    # shellcheck disable=SC2034
    bin=$packages/$name/bin root=$packages/$name/tree
}

# version_of PACKAGE: of what debian() unpacked last, without Debian's epoch.
version_of() {
    sed -n "s/^$1_\(.*%3a\)\{0,1\}\([^_]*\)_.*/\2/p" "$(dirname "$bin")/unpacked" | head -n 1
}

# pinned PACKAGE VERSION: ends unless that is what debian() unpacked last; another version may well behave in another way.
pinned() {
    local found
    found=$(version_of "$1")
    [[ $found == "$2" || $found == "$2"[-+~]* ]] || fail "this was seen with $1 $2, but the suite now has ${found:-none}"
    printf '%s %s\n' "$1" "$found"
}

# maven GROUP:ARTEFACT:VERSION...: afterwards $classpath has them, with what they need.
maven() {
    local pom=$packages/maven_$(printf '%s_' "$@" | tr -c 'A-Za-z0-9.\n' '_') artefact
    mkdir -p "$pom"
    if [[ ! -s $pom/classpath ]]; then
        {
            printf '<project><modelVersion>4.0.0</modelVersion><groupId>findings</groupId><artifactId>findings</artifactId>'
            printf '<version>1</version><dependencies>'
            for artefact in "$@"; do
                IFS=: read -r group name version <<<"$artefact"
                printf '<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>' \
                    "$group" "$name" "$version"
            done
            printf '</dependencies></project>'
        } >"$pom/pom.xml"
        (cd "$pom" && mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
            -Dmdep.outputFile="$pom/classpath") >"$scratch/maven.log" 2>&1 ||
            { tail -n 5 "$scratch/maven.log" >&2; fail "the artefacts cannot be had here"; }
    fi
    # shellcheck disable=SC2034
    classpath=$(<"$pom/classpath")
}

# npm_packages NAME@VERSION...: afterwards $modules is the folder to run node in.
npm_packages() {
    modules=$packages/npm_$(printf '%s_' "$@" | tr -c 'A-Za-z0-9.\n' '_')
    mkdir -p "$modules"
    if [[ ! -d $modules/node_modules ]]; then
        (cd "$modules" && npm install --silent --no-audit --no-fund --ignore-scripts "$@") >"$scratch/npm.log" 2>&1 ||
            { tail -n 5 "$scratch/npm.log" >&2; fail "the packages cannot be had here"; }
    fi
}

# server PROGRAM [OPTION...]: a server on loopback, without persistence; afterwards $port is its port.
server() {
    local program=$1 try
    shift
    for try in 1 2 3 4 5; do
        port=$((20000 + RANDOM % 20000))
        "$program" --port "$port" --bind 127.0.0.1 --save '' --dir "$scratch" "$@" >"$scratch/server-$port.log" 2>&1 &
        local pid=$!
        started+=("$pid")
        for _ in $(seq 100); do
            if ask PING 2>/dev/null | grep -q PONG; then
                return
            fi
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
    done
    cat "$scratch/server-$port.log" >&2
    fail "$program did not start"
}

# python [ARGUMENT...]: the program on standard input, by what debian() unpacked last; $port is in PORT.
python() {
    PORT=${port-} "$bin/python3" - "$@"
}

# ask COMMAND...: one command, sent to $port, and its reply.
ask() {
    "${cli:-$bin/redis-cli}" -p "$port" "$@"
}

fail() {
    printf 'cannot be shown: %s\n' "$*" >&2
    exit 2
}

# seen WHAT EXPECTED ACTUAL: prints what was seen; ends with 1 if it is not what was seen when this was written.
seen() {
    if [[ $2 == "$3" ]]; then
        printf '%s: %s\n' "$1" "$3"
    else
        printf '%s: CHANGED\n  then: %s\n  now:  %s\n' "$1" "$2" "$3" >&2
        exit 1
    fi
}
