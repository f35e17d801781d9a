#!/bin/sh
# Stops words that tell on people: in what a person who looks for work touches, nothing names a
# prison, a court or the past; and some words are not said anywhere.
cd "$(dirname "$0")/../.." || exit 2
exec /usr/bin/python3 tests/guards/words.py
