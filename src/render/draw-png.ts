// SVG text → a PNG, drawn in a thread of the library's own pool, so that nobody waits for it. The shipped font alone is
// used: the machine's fonts would make another picture on every machine, or none at all, and without a font no text is drawn.

/** DejaVu Sans: Latin, Greek, Cyrillic and more, no Chinese, Japanese or Korean (those show as boxes). */
const FONT = decodeURIComponent(new URL('../../assets/fonts/DejaVuSans.ttf', import.meta.url).pathname);
/** Pixels a unit: sharp on the screens of phones. */
const SCALE = 2;

/** PNG bytes, twice as wide and high as the SVG says. Rejects where `svg` is no SVG, or the library has no build for here. */
export async function drawPng(svg: string): Promise<Uint8Array> {
  // Loaded when the first picture is drawn: native code, which most processes never need.
  const { renderAsync } = await import('@resvg/resvg-js');
  const image = await renderAsync(svg, {
    font: { fontFiles: [FONT], loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
    fitTo: { mode: 'zoom', value: SCALE },
  });
  return image.asPng();
}
