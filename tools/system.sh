#!/usr/bin/env bash
# Make sure that the system has what one step needs; name the exact line that installs it, or install it when root.
set -eu

need() {  # need WHAT PACKAGES...: install Debian packages, or say how
    what=$1
    shift
    line="apt-get update && apt-get install -y $*"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $what: $line"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@"; } >/dev/null
    else
        echo "Greenfield needs $what. Install it with:" >&2
        echo "    sudo sh -c '$line'" >&2
        exit 1
    fi
}

python_fits() {
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

for wanted in "$@"; do
    case $wanted in
    venv)
        python_fits || need "Python 3.11 or later" python3 python3-venv
        python_fits || { echo "This system's Python is older than 3.11; Debian 12 or Ubuntu 24.04 have a newer one." >&2; exit 1; }
        python3 -c 'import venv, ensurepip' 2>/dev/null || need "Python's venv module" python3-venv
        ;;
    pdftotext)
        command -v pdftotext >/dev/null || need "pdftotext and pdftoppm, to read PDFs again in tests" poppler-utils
        ;;
    *)
        echo "tools/system.sh: unknown: $wanted" >&2
        exit 2
        ;;
    esac
done
