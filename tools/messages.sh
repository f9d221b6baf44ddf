#!/bin/sh
# Brings the gettext catalogues up to date with the strings of the code. Then translate what `git diff` shows.
# Line numbers and dates are left out, so that the difference holds nothing but messages.
set -eu
cd "$(dirname "$0")/.."
locales=dashboard/locales
template=$(mktemp)
trap 'rm -f "$template"' EXIT

.venv/bin/pybabel --quiet extract --mapping pyproject.toml --output "$template" \
    --keywords lazy_gettext --keywords lazy_ngettext:1,2 --add-comments "Translators:" --strip-comments \
    --add-location file --sort-output --no-wrap --project Rinnalla --version 1 \
    --header-comment "# Translations template for Rinnalla." --msgid-bugs-address "the maintainers" --last-translator "the maintainers" \
    dashboard db pages callbacks
for language in fi sv en; do
    catalogue=$locales/$language/LC_MESSAGES/messages.po
    mkdir -p "$(dirname "$catalogue")"
    if [ -f "$catalogue" ]; then
        .venv/bin/pybabel --quiet update --input-file "$template" --output-file "$catalogue" --locale $language \
            --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
    else
        .venv/bin/pybabel --quiet init --input-file "$template" --output-file "$catalogue" --locale $language \
            --no-wrap
    fi
done
