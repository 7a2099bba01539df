import { fill } from './form.ts';
import { enhanceLists } from './type-ahead.ts';

const rowsOf = (section: Element): readonly HTMLElement[] => [
  ...section.querySelectorAll<HTMLElement>(':scope > fieldset.row'),
];
const numberOf = (row: Element): number => Number(row.id.split('.').at(-1));
const titleOf = (row: Element): string => row.querySelector(':scope > legend')?.textContent ?? '';

const emptyInput = (input: HTMLInputElement): void => {
  if (input.type !== 'checkbox' && input.type !== 'radio') input.value = input.defaultValue = '';
  // The way back from "not asked" is what an untouched question has chosen.
  else input.checked = input.defaultChecked = input.name.endsWith('.untold') && input.value === '';
};

/** Takes out of a row what was typed in it and what was wrong with that. */
const emptied = (row: HTMLElement): HTMLElement => {
  for (const inner of row.querySelectorAll('section.repeat')) for (const more of rowsOf(inner).slice(1)) more.remove();
  for (const inner of row.querySelectorAll('section.repeat')) showButton(inner, true);
  for (const wrong of row.querySelectorAll('.field-error')) wrong.remove();
  for (const field of row.querySelectorAll('.is-wrong')) field.classList.remove('is-wrong');
  for (const tied of row.querySelectorAll('[aria-invalid]')) tied.removeAttribute('aria-invalid');
  for (const input of row.querySelectorAll('input')) emptyInput(input);
  for (const text of row.querySelectorAll('textarea')) text.value = text.defaultValue = '';
  for (const option of row.querySelectorAll('option')) option.selected = option.defaultSelected = false;
  for (const list of row.querySelectorAll('select')) list.selectedIndex = 0;
  return row;
};

const showButton = (section: Element, can: boolean): void => {
  section.querySelector(':scope > button[name="_add"]')?.toggleAttribute('hidden', !can);
  section.querySelector(':scope > [data-rows-full]')?.toggleAttribute('hidden', can);
};

/** A text with a place in it named anew; `periods.1` is no part of `periods.10`. */
const moved = (text: string, from: string, to: string): string =>
  text.split(from).reduce((before, after) => {
    const isWhole = /(?:^|[\s"#])$/.test(before) && /^(?:$|[\s".-])/.test(after);
    return `${before}${isWhole ? to : from}${after}`;
  });

/** The row under another number: in names, ids and everything that points to them. */
const renamed = (row: HTMLElement, from: string, to: string): void => {
  for (const element of [row, ...row.querySelectorAll('*')])
    for (const { name, value } of element.attributes)
      if (value.includes(from)) element.setAttribute(name, moved(value, from, to));
};

/** And in the words that say which row it is. */
const retitled = (row: HTMLElement, from: string, to: string): void => {
  const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.nodeValue?.includes(from)) text.nodeValue = text.nodeValue.replaceAll(from, to);
  }
};

/** The first row of each group as it stood before anybody typed: what another row is made of. */
const blanks = new WeakMap<Element, HTMLElement>();

const remember = (root: ParentNode): void => {
  for (const section of root.querySelectorAll('section.repeat')) {
    const [first] = rowsOf(section);
    if (first) blanks.set(section, emptied(first.cloneNode(true) as HTMLElement));
  }
};

const add = (section: HTMLElement, blank: HTMLElement): void => {
  const rows = rowsOf(section);
  const row = blank.cloneNode(true) as HTMLElement;
  const next = Math.max(...rows.map(numberOf)) + 1;
  renamed(row, blank.id, `${section.id}.${next}`);
  retitled(row, titleOf(blank), fill(section.dataset['rowTitle'] ?? '', { number: String(rows.length + 1) }));
  rows.at(-1)?.after(row);
  remember(row);
  enhanceLists(row);
  showButton(section, rows.length + 1 < Number(section.dataset['most'] ?? Number.POSITIVE_INFINITY));
  row.tabIndex = -1;
  row.focus();
  row.dispatchEvent(new Event('change', { bubbles: true }));
};

/**
 * Adds a row of a repeated group on the page itself, under the name and up to the limit that the server would have given it; the
 * focus goes to the row, as it does there. Called before anything else changes the fields.
 */
export const watchRows = (page: Document): void => {
  remember(page);
  page.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button[name="_add"]') : null;
    const section = button?.closest<HTMLElement>('section.repeat');
    const blank = section ? blanks.get(section) : undefined;
    if (!section || !blank) return;
    event.preventDefault();
    add(section, blank);
  });
};
