#!/bin/sh
# Stops CSS that a phone of 2017 drops without a word, so that a page looks right at the desk and
# broken in the hand.  A logical property needs a physical one for the same edge before it, or
# @supports around it.
cd "$(dirname "$0")/../.." || exit 2
exec /usr/bin/python3 tests/guards/css.py
