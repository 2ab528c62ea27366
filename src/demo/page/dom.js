// Elements without markup: everything from outside becomes a text node, never HTML.

/**
 * Makes an element. `props`: `class`, `on` (listeners by event), `data` (data-* values), and attributes by name;
 * false, null and undefined leave an attribute out. Children: nodes or text; null is skipped.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'on') for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === 'data') Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** Puts children in the place of what was there. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** The element with this id; the page cannot work without it. */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element #${id}`);
  return found;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A drawing's element; children as text nodes or elements. */
export function svgEl(tag, props = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

const PATHS = {
  menu: ['M4 7h16M4 12h16M4 17h16'],
  close: ['M6 6l12 12M18 6L6 18'],
  send: ['M5 12l14-7-5 14-3-6z', 'M11 13l8-8'],
  lock: ['M7 11h10v8H7z', 'M9 11V8a3 3 0 0 1 6 0v3'],
  eye: ['M3 12c4-6.5 14-6.5 18 0-4 6.5-14 6.5-18 0z', 'M12 9.5a2.5 2.5 0 1 0 .01 0z'],
  file: ['M7 3h7l4 4v14H7z', 'M14 3v4h4', 'M9.5 12h6M9.5 15.5h6'],
  download: ['M12 4v11', 'M7.5 11l4.5 4.5 4.5-4.5', 'M5 20h14'],
  more: ['M6 12h.01M12 12h.01M18 12h.01'],
  up: ['M7 14h3v-8l2-3 1 1v5h5l-1 9h-8l-2-1z'],
  down: ['M17 10h-3v8l-2 3-1-1v-5H6l1-9h8l2 1z'],
  reply: ['M4 5h16v11H10l-4 4v-4H4z'],
  sun: [
    'M12 8a4 4 0 1 0 .01 0z',
    'M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M5 19l1.5-1.5M17.5 6.5L19 5',
  ],
  moon: ['M20 14A8.5 8.5 0 1 1 10 4a7 7 0 0 0 10 10z'],
  half: ['M12 3a9 9 0 1 0 .01 0z', 'M12 3v18', 'M12 7h6M12 12h8.5M12 17h6'],
};

/** A line icon; decorative, so the control around it needs its own label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  for (const d of PATHS[name] ?? []) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}
