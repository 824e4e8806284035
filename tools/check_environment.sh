#!/bin/sh
# Prints the path of the Python to build for, or says in one sentence what is missing and what to install.
# Order: $ANDIRON_PYTHON, pyenv's (the release named in .python-version), python3.12, python3, python.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
release=$(cat "$root/.python-version")
series=${release%.*}

missing() {
    echo "andiron: $1" >&2
    exit 1
}

version_of() {
    "$1" -c 'import sys; print("%s %d.%d.%d" % ((sys.implementation.name,) + sys.version_info[:3]))' 2>/dev/null
}

command -v cargo >/dev/null || missing "cargo is not on PATH; install Rust 1.95 or later from https://rustup.rs"
wanted_rust=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$root/Cargo.toml")
rust=$(rustc --version 2>/dev/null | cut -d' ' -f2)
oldest=$(printf '%s\n%s\n' "$wanted_rust" "$rust" | sort -V | head -n 1)
[ "$oldest" = "$wanted_rust" ] ||
    missing "Rust $wanted_rust or later is needed and this is ${rust:-no rustc at all}; run \`rustup update\`"
compiler=${CC:-cc}
# CC may hold options as well.
command -v "${compiler%% *}" >/dev/null || missing "there is no C compiler ($compiler); install gcc or clang (Debian: build-essential)"

if [ -n "${ANDIRON_PYTHON:-}" ]; then
    candidates=$ANDIRON_PYTHON
else
    candidates="$(pyenv prefix "$release" 2>/dev/null)/bin/python$series python$series python3 python"
fi
python=
for candidate in $candidates; do
    case $(version_of "$candidate") in
    "cpython $series."*) python=$candidate && break ;;
    esac
done
if [ -z "$python" ]; then
    [ -z "${ANDIRON_PYTHON:-}" ] ||
        missing "ANDIRON_PYTHON names $ANDIRON_PYTHON, which is not CPython $series; name one or unset it"
    missing "CPython $series was not found; install it with \`pyenv install $release\`"
fi
headers=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
[ -f "$headers/internal/pycore_frame.h" ] ||
    missing "the C headers of $python are not in $headers; install them (Debian: python$series-dev) or use \`pyenv install $release\`"
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    missing "$python cannot create virtual environments; install python$series-venv or use \`pyenv install $release\`"
"$python" -c 'import sys; print(sys.executable)'
