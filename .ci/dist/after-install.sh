#!/bin/sh
# Chromium's sandbox helper works as set-user-id root only. The package carries that mode; this sets it again.
set -e
chown root:root '/opt/${sanitizedProductName}/chrome-sandbox'
chmod 4755 '/opt/${sanitizedProductName}/chrome-sandbox'
if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database -q /usr/share/applications || true
fi
