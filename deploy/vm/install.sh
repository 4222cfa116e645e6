#!/bin/sh
# Installs this release of ons-relay, or brings an installed one up to it. It can be repeated: what is there stays.
#
#   sudo ./install.sh                 saves the store of the installed release first
#   sudo ./install.sh --no-backup     where that backup fails, or another one was made
set -eu
umask 022

here=$(dirname "$(readlink -f "$0")")
base=/opt/ons-relay
configuration=/etc/ons-relay
state=/var/lib/ons-relay
backups=/var/backups/ons-relay
user=ons-relay
backup=yes

say() {
  echo "install.sh: $*"
}

fail() {
  echo "install.sh: $*" >&2
  exit 1
}

for argument; do
  case $argument in
    --no-backup) backup= ;;
    *) fail "there is no option '$argument'. Usage: sudo ./install.sh [--no-backup]" ;;
  esac
done
[ "$(id -u)" = 0 ] || fail "it makes a user and writes to $base: run it with sudo"
[ -r "$here/VERSION" ] && [ -x "$here/runtime/bin/java" ] || fail "it has to be run in the directory that the archive unpacks to"
version=$(cat "$here/VERSION")
architecture=$(cat "$here/ARCHITECTURE")
[ "$(uname -m)" = "$architecture" ] || fail "this archive is for $architecture, and this machine is $(uname -m): take the other one"
"$here/runtime/bin/java" -version >/dev/null 2>&1 ||
  fail "the Java runtime does not start here: it needs a Linux with the GNU C library, 2.17 or newer, and a file system that may execute"
for tool in useradd setpriv readlink; do
  command -v "$tool" >/dev/null || fail "$tool is missing: it is in the package util-linux, passwd, shadow-utils or coreutils"
done
target=$base/$version
installed=
[ ! -L "$base/current" ] || installed=$(basename "$(readlink "$base/current")")
systemd=
[ ! -d /run/systemd/system ] || systemd=yes

id "$user" >/dev/null 2>&1 || {
  useradd --system --user-group --no-create-home --home-dir "$state" --shell "$(command -v nologin || echo /sbin/nologin)" "$user"
  say "made the user $user"
}
install -d -m 0755 "$base"
install -d -m 0750 -o root -g "$user" "$configuration"
install -d -m 0700 "$configuration/secrets"
install -d -m 0700 -o "$user" -g "$user" "$state" "$backups"

# Before anything is replaced. The migrations of a new release can't be undone.
if [ -n "$installed" ] && [ "$installed" != "$version" ] && [ -n "$backup" ] && [ -e "$state/data/relay.db" ]; then
  saved=$backups/before-$version.db
  status=0
  output=$("$base/current/bin/ons-relay" backup --force "$saved" 2>&1) || status=$?
  case $status in
    0) say "saved the store of $installed as $saved" ;;
    2) say "the store is not this machine's: save its database yourself" ;;
    *) fail "the store could not be saved, nothing is changed: $output
Mend that, or repeat with --no-backup." ;;
  esac
fi

if ! cmp -s "$here/SHA256SUMS" "$target/SHA256SUMS"; then
  rm -rf "$target.new"
  mkdir "$target.new"
  # With their times: the cache of classes fits jars of its times only.
  cp -R --preserve=mode,timestamps "$here/." "$target.new/"
  chown -R root:root "$target.new"
  chmod -R u=rwX,go=rX "$target.new"
  if [ ! -e "$target.new/app/relay.aot" ]; then
    say "preparing the cache of classes, which takes some seconds"
    sh "$target.new/bin/train" "$target.new" || say "it could not be made, and starts take longer"
  fi
  rm -rf "$target.old"
  [ ! -e "$target" ] || mv "$target" "$target.old"
  mv "$target.new" "$target"
  rm -rf "$target.old"
  ! command -v restorecon >/dev/null || restorecon -R "$base"
fi

[ -e "$configuration/application.yaml" ] || {
  install -m 0640 -o root -g "$user" "$here/application.yaml" "$configuration/application.yaml"
  say "wrote $configuration/application.yaml"
}
[ -e "$configuration/secrets/relay.ingest.password" ] || {
  (umask 077 && od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$configuration/secrets/relay.ingest.password")
  say "made a password for the subscription: $configuration/secrets/relay.ingest.password"
}

install -d -m 0755 /etc/systemd/system /usr/local/bin
for unit in ons-relay.service ons-relay-backup.service ons-relay-backup.timer; do
  install -m 0644 "$target/systemd/$unit" "/etc/systemd/system/$unit"
done
ln -sfn "$version" "$base/current.new"
mv -T "$base/current.new" "$base/current"
ln -sfn "$base/current/bin/ons-relay" /usr/local/bin/ons-relay
# The one before stays, to go back to.
for directory in "$base"/*/; do
  name=$(basename "$directory")
  case $name in
    current | "$version" | "${installed:-$version}") ;;
    *) rm -rf "${base:?}/$name" ;;
  esac
done

running=
if [ -z "$systemd" ]; then
  say "systemd does not run here: the units are in place, and nothing was started"
else
  systemctl daemon-reload
  if systemctl is-active --quiet ons-relay; then
    running=yes
    systemctl restart ons-relay || fail "$version is installed and does not start: journalctl -u ons-relay says why.
Back to $installed: ln -sfn $installed $base/current && ons-relay restore $backups/before-$version.db && systemctl restart ons-relay"
  fi
fi

if [ -n "$running" ]; then
  say "ons-relay $version runs, and is ready"
elif [ -n "$installed" ] && [ "$installed" != "$version" ]; then
  say "ons-relay $version is installed, beside $installed. Start it: systemctl restart ons-relay"
else
  cat <<END
ons-relay $version is installed. Next:

  1. Say where messages go: the destinations and routes in $configuration/application.yaml, and their secrets as files in
     $configuration/secrets. 'ons-relay check' shows mistakes.
  2. systemctl enable --now ons-relay ons-relay-backup.timer
  3. Put a proxy with a certificate in front: $target/proxy has the files for nginx and Caddy, docs/vm.md says how.
END
fi
