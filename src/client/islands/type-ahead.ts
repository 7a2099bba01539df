import { fill } from './form.ts';
import { bare, type Entry, matching } from './match.ts';

type Texts = { readonly none: string; readonly found: string; readonly hint: string; readonly open: string };

type Box = {
  readonly select: HTMLSelectElement;
  readonly input: HTMLInputElement;
  readonly list: HTMLUListElement;
  readonly status: HTMLElement;
  readonly entries: readonly Entry[];
  readonly texts: Texts;
  shown: readonly Entry[];
  active: number;
};

/** More lines than this are not read by anybody; typing another letter is quicker. */
const mostShown = 60;

const entriesOf = (select: HTMLSelectElement): readonly Entry[] =>
  [...select.options]
    .filter((option) => option.value !== '')
    .map((option) => ({
      value: option.value,
      label: option.text,
      words: [option.text, ...(option.dataset['synonyms'] ?? '').split('|')].filter(Boolean).map(bare),
    }));

const isOpen = (box: Box): boolean => !box.list.hidden;

const close = (box: Box): void => {
  box.list.hidden = true;
  box.active = -1;
  box.input.setAttribute('aria-expanded', 'false');
  box.input.removeAttribute('aria-activedescendant');
};

const lineOf = (box: Box, entry: Entry, index: number): HTMLLIElement => {
  const line = document.createElement('li');
  line.id = `${box.list.id}-${index}`;
  line.setAttribute('role', 'option');
  line.setAttribute('aria-selected', String(entry.value === box.select.value));
  line.textContent = entry.label;
  line.dataset['index'] = String(index);
  return line;
};

const open = (box: Box, typed: string): void => {
  box.shown = matching(box.entries, typed).slice(0, mostShown);
  box.active = -1;
  box.list.replaceChildren(...box.shown.map((entry, index) => lineOf(box, entry, index)));
  box.list.hidden = box.shown.length === 0;
  box.input.setAttribute('aria-expanded', String(!box.list.hidden));
  box.input.removeAttribute('aria-activedescendant');
  box.status.textContent =
    box.shown.length === 0 ? box.texts.none : fill(box.texts.found, { count: String(box.shown.length) });
};

const move = (box: Box, to: number): void => {
  if (box.shown.length === 0) return;
  box.list.children[box.active]?.classList.remove('active');
  box.active = (to + box.shown.length) % box.shown.length;
  const line = box.list.children[box.active];
  line?.classList.add('active');
  line?.scrollIntoView({ block: 'nearest' });
  if (line) box.input.setAttribute('aria-activedescendant', line.id);
};

const choose = (box: Box, entry: Entry | undefined): void => {
  box.select.value = entry?.value ?? '';
  box.input.value = entry?.label ?? '';
  box.status.textContent = entry?.label ?? '';
  close(box);
  box.select.dispatchEvent(new Event('change', { bubbles: true }));
};

const labelOfChosen = (box: Box): string => box.entries.find((it) => it.value === box.select.value)?.label ?? '';

/** What is left in the box counts when it can only mean one entry; else the last choice stands. */
const settle = (box: Box): void => {
  const typed = bare(box.input.value);
  const exact = box.entries.find((it) => it.words.includes(typed));
  if (typed === '' && box.select.value !== '') choose(box, undefined);
  else if (typed !== '' && exact && exact.value !== box.select.value) choose(box, exact);
  else box.input.value = labelOfChosen(box);
  close(box);
};

const keys: Readonly<Record<string, (box: Box) => boolean>> = {
  ArrowDown: (box) => {
    if (!isOpen(box)) open(box, '');
    move(box, box.active + 1);
    return true;
  },
  ArrowUp: (box) => {
    if (!isOpen(box)) open(box, '');
    move(box, box.active < 0 ? -1 : box.active - 1);
    return true;
  },
  Enter: (box) => {
    if (!isOpen(box)) return false;
    choose(box, box.shown[box.active] ?? (box.shown.length === 1 ? box.shown[0] : undefined) ?? chosen(box));
    return true;
  },
  Escape: (box) => {
    const wasOpen = isOpen(box);
    box.input.value = labelOfChosen(box);
    close(box);
    return wasOpen;
  },
};

const chosen = (box: Box): Entry | undefined => box.entries.find((it) => it.value === box.select.value);

const listen = (box: Box): void => {
  const { input, list } = box;
  input.addEventListener('input', () => open(box, input.value));
  input.addEventListener('click', () => {
    input.select();
    if (!isOpen(box)) open(box, '');
  });
  input.addEventListener('blur', () => settle(box));
  input.addEventListener('keydown', (event) => {
    if (keys[event.key]?.(box)) event.preventDefault();
  });
  // Keeps the focus in the input, so that choosing with the mouse is no blur.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const line = event.target instanceof HTMLElement ? event.target.closest('li') : null;
    if (line) choose(box, box.shown[Number(line.dataset['index'])]);
  });
};

const inputFor = (select: HTMLSelectElement): HTMLInputElement => {
  const input = document.createElement('input');
  input.type = 'text';
  input.id = select.id;
  input.autocomplete = 'off';
  input.spellcheck = false;
  input.dir = 'auto';
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', `${select.id}-list`);
  input.placeholder = [...select.options].find((option) => option.value === '')?.text ?? '';
  if (select.getAttribute('aria-invalid') === 'true') input.setAttribute('aria-invalid', 'true');
  return input;
};

const helper = (tag: 'ul' | 'p', id: string, className: string): HTMLElement => {
  const element = document.createElement(tag);
  element.id = id;
  element.className = className;
  return element;
};

const enhance = (select: HTMLSelectElement): void => {
  const texts = JSON.parse(select.dataset['typeahead'] ?? '{}') as Texts;
  const input = inputFor(select);
  const list = helper('ul', `${select.id}-list`, 'type-ahead-list') as HTMLUListElement;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', select.labels[0]?.textContent ?? '');
  list.hidden = true;
  const hint = helper('p', `${select.id}-keys`, 'unseen');
  hint.textContent = texts.hint;
  const status = helper('p', `${select.id}-status`, 'type-ahead-status unseen');
  status.setAttribute('role', 'status');
  input.setAttribute('aria-describedby', [select.getAttribute('aria-describedby'), hint.id].filter(Boolean).join(' '));
  const frame = document.createElement('div');
  frame.className = 'type-ahead';
  select.before(frame);
  select.id = `${select.id}-select`;
  select.hidden = true;
  select.tabIndex = -1;
  frame.append(input, list, hint, status, select);
  const box: Box = { select, input, list, status, entries: entriesOf(select), texts, shown: [], active: -1 };
  input.value = labelOfChosen(box);
  listen(box);
};

/** Type-ahead over real lists: the list stays what is sent, the box only chooses in it. */
export const enhanceLists = (page: ParentNode): void => {
  for (const select of page.querySelectorAll<HTMLSelectElement>('select[data-typeahead]')) enhance(select);
};
