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

need_libraries() {  # need_libraries WHAT LIBRARY=PACKAGE...: install the packages of the libraries that are missing
    what=$1
    shift
    known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)
    missing=
    for pair in "$@"; do
        case $known in
        *"${pair%%=*}"*) ;;
        *) missing="$missing ${pair#*=}" ;;
        esac
    done
    # shellcheck disable=SC2086  # one word a package
    [ -z "$missing" ] || need "$what" $missing
}

QT_NEEDS="libEGL.so.1=libegl1 libGL.so.1=libgl1 libxkbcommon.so.0=libxkbcommon0 libfontconfig.so.1=libfontconfig1
    libfreetype.so.6=libfreetype6 libglib-2.0.so.0=libglib2.0-0 libdbus-1.so.3=libdbus-1-3 libzstd.so.1=libzstd1
    libgssapi_krb5.so.2=libgssapi-krb5-2 libbrotlidec.so.1=libbrotli1"
XCB_NEEDS="libX11-xcb.so.1=libx11-xcb1 libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4
    libxcb-image.so.0=libxcb-image0 libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-randr.so.0=libxcb-randr0
    libxcb-render-util.so.0=libxcb-render-util0 libxcb-shape.so.0=libxcb-shape0 libxcb-shm.so.0=libxcb-shm0
    libxcb-sync.so.1=libxcb-sync1 libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-xkb.so.1=libxcb-xkb1
    libxkbcommon-x11.so.0=libxkbcommon-x11-0"

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
    jdk)
        { command -v java && command -v javac; } >/dev/null || need "a JDK, to compare the questionnaire engine with JavaRosa" default-jdk-headless
        ;;
    qt)
        [ "$(uname)" != Linux ] || need_libraries "the libraries that Qt stands on" $QT_NEEDS
        ;;
    xcb)
        [ "$(uname)" != Linux ] || need_libraries "the libraries of a window under X11" $QT_NEEDS $XCB_NEEDS
        ;;
    bundle)
        command -v objdump >/dev/null || [ "$(uname)" != Linux ] || need "objdump, with which the bundle is made" binutils
        .venv/bin/python -c 'from PyInstaller.depend.bindepend import get_python_library_path as find; find()' 2>/dev/null || {
            version=$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            need "Python as a shared library, which the bundle carries" "libpython$version"
        }
        ;;
    screen)
        [ "$(uname)" != Linux ] || command -v Xvfb >/dev/null || need "Xvfb, a screen without a screen" xvfb
        for tool in jwm wmctrl xdotool; do
            [ "$(uname)" != Linux ] || command -v $tool >/dev/null || missing_tools="${missing_tools-} $tool"
        done
        # shellcheck disable=SC2086  # one word a package
        [ -z "${missing_tools-}" ] || need "a window manager, a keyboard and a mouse for Xvfb" $missing_tools
        ;;
    *)
        echo "tools/system.sh: unknown: $wanted" >&2
        exit 2
        ;;
    esac
done
