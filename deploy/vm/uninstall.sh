#!/bin/sh
# Removes ons-relay, and keeps its configuration, its store and its backups.
set -eu

fail() {
  echo "uninstall.sh: $*" >&2
  exit 1
}

[ $# = 0 ] || fail "it takes no options. Usage: sudo $0"
[ "$(id -u)" = 0 ] || fail "run it with sudo"
units="ons-relay.service ons-relay-backup.timer ons-relay-backup.service"
if [ -d /run/systemd/system ]; then
  for unit in $units; do
    systemctl disable --now "$unit" >/dev/null 2>&1 || true
    ! systemctl is-active --quiet "$unit" || fail "$unit does not stop: nothing is removed"
  done
fi
for unit in $units; do
  rm -f "/etc/systemd/system/$unit"
done
[ ! -d /run/systemd/system ] || systemctl daemon-reload
[ ! -L /usr/local/bin/ons-relay ] || rm -f /usr/local/bin/ons-relay
rm -rf /opt/ons-relay
cat <<'END'
ons-relay is removed. What is yours stays:

  /etc/ons-relay           configuration and secrets
  /var/lib/ons-relay       the store: messages, dead letters, the audit log and its key
  /var/backups/ons-relay   backups

To delete that too: rm -rf /etc/ons-relay /var/lib/ons-relay /var/backups/ons-relay && userdel ons-relay
END
