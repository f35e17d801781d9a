#!/bin/sh
# The manual page, with what rehabctl itself says of its commands:  manual.sh PAGE REHABCTL CHANGELOG
set -eu
page=$1 rehabctl=$2
version=$(sed -n '1s/.*(\(.*\)).*/\1/p' "$3")
day=$(date -u -d "$(sed -n 's/^ -- .*>  //p' "$3" | head -n 1)" +%Y-%m-%d)

escaped() {
    sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^[.']/\\\\\\&&/"
}

commands() {
    echo ".ad l"
    for name in $("$rehabctl" --help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'); do
        "$rehabctl" "$name" --help | escaped | {
            read -r _ _ use
            echo ".TP"
            echo ".B rehabctl $use"
            echo ".nf"
            sed '/^$/d'
            echo ".fi"
        }
    done
}

sed -e '/^@commands@/,$d' -e "s/@version@/$version/" -e "s/@day@/$day/" "$page"
commands
sed '1,/^@commands@/d' "$page"
