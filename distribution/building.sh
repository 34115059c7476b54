# shellcheck shell=sh
# Read by distribution/run and distribution/demo/run: what must be built, and building it. The caller sets $distribution.

bundle=$distribution/bundle/target/pilothouse

# Says why the bundle must be built, or nothing. Its archive is written last, so that it also tells a build that was cut off.
bundle_missing() {
    newest=$(find "$distribution/bundle/target" -maxdepth 1 -name 'pilothouse-*.tar.gz' 2>/dev/null | head -n 1)
    root=$(dirname "$distribution")
    if [ -z "$newest" ] || [ ! -x "$bundle/bin/pilothouse" ]; then
        echo "there is no bundle yet"
    elif [ -n "$(find "$root/pom.xml" "$root/spi" "$root/kernel" "$root/plugins" "$distribution" \
        \( -name target -o -name run.data -o -path '*/src/test' \
        -o -path "$distribution/demo" -o -path "$distribution/acceptance" -o -path "$distribution/benchmarks" \) -prune \
        -o -type f -newer "$newest" -print | head -n 1)" ]; then
        echo "sources are newer than the bundle"
    fi
}

# build CALLER WHY MODULES: builds modules and what they need, because of that; nothing if there is no reason.
build() {
    [ -n "$2" ] || return 0
    command -v mvn >/dev/null 2>&1 || {
        echo "$1: $2, and Maven (mvn) is not on the path to build it; install Maven and a JDK 25" >&2
        exit 1
    }
    echo "$1: $2; building, which takes a few minutes the first time ..." >&2
    (cd "$(dirname "$distribution")" && mvn -B -q -DskipTests -pl "$3" -am package) || {
        echo "$1: the build failed, see above" >&2
        exit 1
    }
}
