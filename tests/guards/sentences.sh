#!/bin/sh
# Stops long sentences in what the portal itself says: who reads it is tired, worried, on a phone, and
# often in a second language.  At most 12 words; names of laws and bodies (<cite>) count as one.
cd "$(dirname "$0")/../.." || exit 2
exec /usr/bin/python3 tests/guards/sentences.py
