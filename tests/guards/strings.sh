#!/bin/sh
# Stops a language that lacks a name, a plural form its rules ask for, or an argument: visitors
# would meet a hole, or a name in place of a word.
cd "$(dirname "$0")/../.." || exit 2
exec /usr/bin/python3 tests/guards/strings.py
