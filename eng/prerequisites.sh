#!/bin/bash
# prerequisites.sh build|run|test...: installs the Debian packages those steps need and this machine lacks.
set -euo pipefail

# the native shim, fetching the packages that come from npm, and what .NET itself needs
BUILD_PACKAGES=(libicu72 zlib1g cmake make g++ openssl libopencv-core-dev libopencv-imgproc-dev libjpeg62-turbo-dev libpng-dev libtiff-dev libwebp-dev libfreetype-dev)
# asking the host whether it is up, the jail, the incumbent engine, PDF pages, fonts for PDFs that carry none, and a dozen small families for synthetic documents
RUN_PACKAGES=(curl bubblewrap tesseract-ocr tesseract-ocr-eng poppler-utils fonts-dejavu-core fonts-liberation
  fonts-3270 fonts-b612 fonts-bebas-neue fonts-breip fonts-courier-prime fonts-crosextra-caladea fonts-crosextra-carlito fonts-dkg-handwriting
  fonts-ebgaramond fonts-inconsolata fonts-lato fonts-open-sans fonts-roboto-unhinted fonts-spleen)
# the database and the browser that tests use for real
TEST_PACKAGES=(postgresql chromium)

wanted=()
for step in "$@"; do
  case $step in
    build) wanted+=("${BUILD_PACKAGES[@]}") ;;
    run) wanted+=("${RUN_PACKAGES[@]}") ;;
    test) wanted+=("${TEST_PACKAGES[@]}") ;;
    *) echo "usage: eng/prerequisites.sh build|run|test..." >&2; exit 2 ;;
  esac
done

for program in dotnet npm; do
  command -v "$program" >/dev/null || { echo "$program is not installed. Needed: the .NET 10 SDK (https://dot.net) and Node.js 18 or later (https://nodejs.org)." >&2; exit 1; }
done

missing=()
for package in "${wanted[@]}"; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "Installing ${missing[*]}"
if [ "$(id -u)" -eq 0 ]; then
  as_root=()
elif command -v sudo >/dev/null; then
  as_root=(sudo)
else
  echo "This needs root. As root, run: apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
install() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$log" 2>&1; }
log=$(mktemp)
# package lists may be absent or old: fetch them only when the installation fails
install || { "${as_root[@]}" apt-get update -qq >>"$log" 2>&1 && install; } || { cat "$log" >&2; exit 1; }
rm -f "$log"
