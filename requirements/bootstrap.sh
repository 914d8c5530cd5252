#!/bin/sh
# Makes the virtual environment $2 with the interpreter $1 and puts the pinned, hashed uv into it. Some systems ship python3
# without the part that puts pip into new environments: then the system's own pip fetches uv, and uv makes the environment.
set -eu
python=$1
venv=$2
here=$(dirname "$0")

if [ ! -x "$venv/bin/python" ] && ! "$python" -m venv "$venv" 2>/dev/null; then
    rm -rf "$venv"
    if "$python" -m pip --version >/dev/null 2>&1; then
        "$python" -m pip install --quiet --require-hashes --target "$venv.bootstrap" -r "$here/bootstrap.txt"
        "$venv.bootstrap/bin/uv" venv --quiet --seed --python "$python" "$venv"
        mkdir -p "$venv/bin"
        cp "$venv.bootstrap/bin/uv" "$venv/bin/uv"
        rm -rf "$venv.bootstrap"
    elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "setting up: python3-venv, which this system lacks"
        apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
        "$python" -m venv "$venv"
    else
        echo "cannot set up: $python has neither venv nor pip. Install one of them (Debian: apt-get install python3-venv)." >&2
        exit 1
    fi
fi
[ -x "$venv/bin/uv" ] || "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$here/bootstrap.txt"
