// Light, dark, or as the system says; remembered in this browser.
import { byId, fill, icon } from './dom.js';

const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };
const LABEL = { auto: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' };
const ICON = { auto: 'half', light: 'sun', dark: 'moon' };

/** Sets the remembered theme and makes the button work. */
export function startTheme() {
  const button = byId('theme');
  let theme = read();
  const show = () => {
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    fill(button, icon(ICON[theme]), LABEL[theme]);
  };
  button.addEventListener('click', () => {
    theme = NEXT[theme];
    remember(theme);
    show();
  });
  show();
}

function read() {
  try {
    const held = localStorage.getItem('theme');
    return held in NEXT ? held : 'auto';
  } catch {
    return 'auto'; // storage switched off in this browser
  }
}

function remember(theme) {
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // then it lasts until the page is closed
  }
}
