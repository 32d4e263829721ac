#!/bin/sh
# Sees to the tools that Tract's targets need. What is there already is left
# alone, so a second run takes no time. Root on a machine with apt-get gets what
# is missing; anyone else is told what to install.
#
#   .ci/setup.sh go       what builds the site: Go
#   .ci/setup.sh tests    also what the tests run: Chromium, Java, the checkers
set -eu
cd "$(dirname "$0")"

say() { printf '%s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }

# Go, at least as new as go.mod asks. A Go from 1.21 on fetches a newer one by
# itself, and answers with that one's version.
need_go() {
	wanted=$(sed -n 's/^go \([0-9]*\.[0-9]*\).*/\1/p' ../go.mod)
	if ! has go; then
		say "Tract is built with Go $wanted or newer, and there is no \"go\" on the PATH."
		say "Install it from https://go.dev/dl/ and run this again."
		exit 1
	fi
	found=$(cd .. && go env GOVERSION 2>/dev/null | sed -n 's/^go\([0-9]*\.[0-9]*\).*/\1/p')
	if ! awk -v f="${found:-0.0}" -v w="$wanted" 'BEGIN {
		split(f, a, "."); split(w, b, ".")
		exit !(a[1] > b[1] || a[1] == b[1] && a[2] + 0 >= b[2] + 0)
	}'; then
		say "Tract is built with Go $wanted or newer; this machine has $(go version 2>&1 | head -n 1)."
		say "Install a newer one from https://go.dev/dl/ and run this again."
		exit 1
	fi
}

# covers says whether a font draws the script of a language.
covers() { has fc-list && [ -n "$(fc-list ":lang=$1" family | head -n 1)" ]; }

# lacking prints the Debian packages of what the tests lack, a line for each
# thing.
lacking() {
	has chromium || has chromium-browser || has google-chrome || has google-chrome-stable || echo chromium
	has java || echo default-jre-headless
	has node && has npm || echo nodejs npm
	# Mails are read with Python's library too.
	has python3 || echo python3
	# Catalogues for translators are checked by gettext.
	has msgfmt || echo gettext
	# The race detector links with C.
	has gcc || echo gcc libc6-dev
	covers ar && covers hi && covers bn || echo fontconfig fonts-noto-core
	covers zh-cn || echo fontconfig fonts-wqy-microhei
}

# missing is the same as one list.
missing() { lacking | tr ' ' '\n' | sort -u | paste -s -d ' ' -; }

install_packages() {
	packages=$(missing)
	[ -n "$packages" ] || return 0
	if [ "$(id -u)" = 0 ] && has apt-get; then
		say "Installing $packages"
		log=$(mktemp)
		export DEBIAN_FRONTEND=noninteractive
		# shellcheck disable=SC2086 # one word for each package
		if ! { apt-get -q -o DPkg::Lock::Timeout=300 update &&
			apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends $packages; } >"$log" 2>&1; then
			cat "$log" >&2
			rm -f "$log"
			say "The tests need $packages, and apt-get could not install them: see above."
			exit 1
		fi
		rm -f "$log"
	fi
	packages=$(missing)
	[ -z "$packages" ] || {
		say "The tests need these packages, here by their Debian names: $packages"
		say "Install them (as root: apt-get install --no-install-recommends $packages) and run this again."
		exit 1
	}
}

# The checkers are pinned in package-lock.json, with their digests.
install_checkers() {
	stamp=node_modules/.installed
	cmp -s package-lock.json "$stamp" && return 0
	say "Installing the checkers of pages and books: axe-core, the Nu HTML checker, EPUBCheck"
	if ! npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2; then
		say "npm could not install what .ci/package-lock.json names: see above."
		exit 1
	fi
	cp package-lock.json "$stamp"
}

case "${1:-tests}" in
go) need_go ;;
tests)
	need_go
	install_packages
	install_checkers
	;;
*)
	say "setup.sh takes: go or tests"
	exit 2
	;;
esac
