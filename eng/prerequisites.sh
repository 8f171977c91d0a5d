#!/bin/bash
# prerequisites.sh build|run|test|train...: installs the Debian packages those steps need and this machine lacks.
set -euo pipefail

# what .NET itself needs, and fetching the packages that come from npm
BUILD_PACKAGES=(libicu72 zlib1g openssl)
# asking the host whether it is up, the jail, the incumbent engine, what OpenCvSharp's library is linked to (no window is ever opened), PDF pages and their language packs, HEIC photographs,
# fonts for PDFs that carry none, and a dozen small families for synthetic documents
RUN_PACKAGES=(curl bubblewrap tesseract-ocr tesseract-ocr-eng libgtk-3-0 libdrm2 libatomic1 poppler-utils poppler-data libheif1 fonts-dejavu-core fonts-liberation
  fonts-3270 fonts-b612 fonts-bebas-neue fonts-breip fonts-courier-prime fonts-crosextra-caladea fonts-crosextra-carlito fonts-dkg-handwriting
  fonts-ebgaramond fonts-inconsolata fonts-lato fonts-open-sans fonts-roboto-unhinted fonts-spleen)
# the database and the browser that tests use for real (without the frame of windows, which costs two fifths of the time), and what writes HEIC files
TEST_PACKAGES=(postgresql chromium-headless-shell libheif-examples)
# the trainer, English word lists, and fonts of some hundreds of families for synthetic words: no app or test needs them
TRAIN_PACKAGES=(python3-torch python3-numpy python3-onnx libopenblas0-pthread wamerican wamerican-large wbritish wbritish-large
  fonts-adf-accanthis fonts-adf-baskervald fonts-adf-berenis fonts-adf-gillius fonts-adf-ikarius fonts-adf-irianis fonts-adf-libris fonts-adf-mekanus
  fonts-adf-oldania fonts-adf-romande fonts-adf-solothurn fonts-adf-switzera fonts-adf-tribun fonts-adf-universalis fonts-adf-verana fonts-aenigma
  fonts-agave fonts-alee fonts-allerta fonts-anonymous-pro fonts-apropal fonts-arapey fonts-arkpandora fonts-arundina fonts-averia-gwf
  fonts-averia-sans-gwf fonts-averia-serif-gwf fonts-babelstone-modern fonts-baekmuk fonts-bajaderka fonts-beng-extra fonts-beteckna fonts-blankenburg
  fonts-bwht fonts-cabin fonts-cabinsketch fonts-campania fonts-cantarell fonts-cardo fonts-cegui fonts-century-catalogue fonts-cherrybomb
  fonts-clear-sans fonts-cmu fonts-comfortaa fonts-comic-neue fonts-compagnon fonts-courier-prime fonts-croscore fonts-dancingscript fonts-dclfonts
  fonts-dejavu-extra fonts-deva-extra fonts-dosis fonts-dotgothic16 fonts-dustin fonts-ebgaramond-extra fonts-ecolier-court fonts-elstob
  fonts-engadget fonts-essays1743 fonts-eurofurence fonts-f500 fonts-fantasque-sans fonts-fanwood fonts-farsiweb fonts-femkeklaver fonts-firacode
  fonts-freefarsi fonts-freefont-otf fonts-gargi fonts-gemunu-libre fonts-georgewilliams fonts-gfs-artemisia fonts-gfs-baskerville
  fonts-gfs-bodoni-classic fonts-gfs-didot fonts-gfs-neohellenic fonts-glasstty fonts-gnutypewriter fonts-go fonts-gotico-antiqua
  fonts-goudybookletter fonts-gubbi fonts-gujr-extra fonts-guru-extra fonts-hack-ttf fonts-havana fonts-hermit fonts-hosny-amiri fonts-humor-sans
  fonts-inter fonts-ipaexfont-gothic fonts-ipaexfont-mincho fonts-isabella fonts-jetbrains-mono fonts-johnsmith-induni fonts-joscelyn fonts-junction
  fonts-junicode fonts-jura fonts-kacst-one fonts-karla fonts-karmilla fonts-kaushanscript fonts-khmeros fonts-klaudia-berenika fonts-kristi
  fonts-ldco fonts-le-murmure fonts-league-mono fonts-league-spartan fonts-leckerli-one fonts-lemonada fonts-levien-museum fonts-levien-typoscript
  fonts-liberation2 fonts-libfinal fonts-lindenhill fonts-linex fonts-linuxlibertine fonts-lmodern fonts-lobster fonts-lobstertwo fonts-lohit-deva
  fonts-lyx fonts-manrope fonts-millimetre fonts-monofur fonts-monoid fonts-monoid-tight fonts-mononoki fonts-motoya-l-cedar fonts-motoya-l-maruberi
  fonts-nafees fonts-nakula fonts-nanum fonts-national-park fonts-navilu fonts-noto-core fonts-noto-mono fonts-ocr-a fonts-ocr-b fonts-oflb-euterpe
  fonts-okolaks fonts-oldstandard fonts-opendin fonts-opendyslexic fonts-orya-extra fonts-osifont fonts-oxygen fonts-paktype fonts-paratype fonts-pc
  fonts-pc-extra fonts-play fonts-povray fonts-prociono fonts-proggy fonts-quattrocento fonts-quicksand fonts-radisnoir fonts-rampart fonts-reggae
  fonts-roadgeek fonts-roboto-slab fonts-rocknroll fonts-routed-gothic fonts-rufscript fonts-sahadeva fonts-sarai fonts-sawarabi-gothic
  fonts-sawarabi-mincho fonts-senamirmir-washra fonts-sil-abyssinica fonts-sil-andika fonts-sil-charis fonts-sil-doulos fonts-sil-galatia
  fonts-sil-gentium fonts-sil-gentium-basic fonts-sil-gentiumplus fonts-sil-harmattan fonts-sil-sophia-nubian fonts-sixtyfour fonts-sjfonts
  fonts-smc-anjalioldlipi fonts-smc-chilanka fonts-smc-dyuthi fonts-smc-gayathri fonts-smc-karumbi fonts-smc-keraleeyam fonts-smc-manjari
  fonts-smc-meera fonts-smc-rachana fonts-smc-suruma fonts-smc-uroob fonts-smiley-sans fonts-solide-mirage fonts-sora fonts-staypuft fonts-stick
  fonts-stix fonts-summersby fonts-symbola fonts-telu-extra fonts-terminus-otb fonts-texgyre fonts-tibetan-machine fonts-tiresias
  fonts-tlwg-garuda-ttf fonts-tlwg-kinnari-ttf fonts-tlwg-laksaman-ttf fonts-tlwg-loma-ttf fonts-tlwg-mono-ttf fonts-tlwg-norasi-ttf
  fonts-tlwg-purisa-ttf fonts-tlwg-sawasdee-ttf fonts-tlwg-typewriter-ttf fonts-tlwg-typist-ttf fonts-tlwg-typo-ttf fonts-tlwg-umpush-ttf
  fonts-tlwg-waree-ttf fonts-tomsontalks fonts-triod-postnaja fonts-tuffy fonts-ubuntu-title fonts-unfonts-core fonts-uralic fonts-urw-base35
  fonts-vlgothic fonts-vollkorn fonts-wine fonts-woowa-bm fonts-yanone-kaffeesatz fonts-yrsa-rasa fonts-yusei-magic ttf-bitstream-vera)

wanted=()
for step in "$@"; do
  case $step in
    build) wanted+=("${BUILD_PACKAGES[@]}") ;;
    run) wanted+=("${RUN_PACKAGES[@]}") ;;
    test) wanted+=("${TEST_PACKAGES[@]}") ;;
    train) wanted+=("${TRAIN_PACKAGES[@]}") ;;
    *) echo "usage: eng/prerequisites.sh build|run|test|train..." >&2; exit 2 ;;
  esac
done

for program in dotnet npm; do
  command -v "$program" >/dev/null || { echo "$program is not installed. Needed: the .NET 10 SDK (https://dot.net) and Node.js 18 or later (https://nodejs.org)." >&2; exit 1; }
done

# packages it has never heard of make dpkg-query fail after it has told of the others
installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)
missing=()
for package in "${wanted[@]}"; do
  grep -qxF "installed $package" <<<"$installed" || missing+=("$package")
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
