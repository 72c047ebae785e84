const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true })

/** The contrast of two custom properties of an element as they come out there, by WCAG 2: from 1 to 21. */
export function contrast(element: Element, ink: string, paper: string): number {
  const papers = [resolved(element, paper)]
  const [light = 0, dark = 0] = [papers, [...papers, resolved(element, ink)]]
    .map((colors) => luminance(pixel(colors)))
    .sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** A property that takes colours says what `light-dark()` and `color-mix()` came to. */
function resolved(element: Element, property: string): string {
  const probe = document.createElement('i')
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`i[data-probe] { color: var(${property}) !important }`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  probe.dataset.probe = ''
  element.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
  return color
}

/** Colours laid over each other, as the screen shows them. */
function pixel(colors: readonly string[]): Uint8ClampedArray {
  if (!paint) throw new TypeError('This browser has no canvas.')
  paint.clearRect(0, 0, 1, 1)
  for (const color of colors) {
    paint.fillStyle = color
    paint.fillRect(0, 0, 1, 1)
  }
  return paint.getImageData(0, 0, 1, 1).data
}

function luminance(channels: Uint8ClampedArray): number {
  const [red = 0, green = 0, blue = 0] = [...channels].map((channel) => {
    const value = channel / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
