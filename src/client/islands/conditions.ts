import { holdsOnTexts, namesIn } from '../../platform/form/condition-on-texts.ts';
import type { Condition } from '../../platform/form/field.ts';
import { textsIn } from './form.ts';

const conditionOf = (block: HTMLElement): Condition =>
  JSON.parse(block.dataset['shownWhen'] ?? '{"all":[]}') as Condition;

const isOnPage = (form: HTMLFormElement, name: string): boolean =>
  [name, `${name}.day`, `${name}.precision`].some((it) => form.elements.namedItem(it) !== null);

/** Only what can be judged on this page: a question that depends on another page stays as the server drew it. */
const update = (form: HTMLFormElement): void => {
  const texts = textsIn(form);
  for (const block of form.querySelectorAll<HTMLElement>('[data-shown-when]')) {
    const condition = conditionOf(block);
    if (!namesIn(condition).every((name) => isOnPage(form, name))) continue;
    block.dataset['met'] = String(holdsOnTexts(condition, texts));
  }
};

/** Shows and hides questions that depend on other answers while people type. Their answers are kept either way. */
export const watchConditions = (page: Document): void => {
  for (const form of page.querySelectorAll<HTMLFormElement>('form')) {
    if (form.querySelector('[data-shown-when]') === null) continue;
    form.addEventListener('input', () => update(form));
    form.addEventListener('change', () => update(form));
    update(form);
  }
};
