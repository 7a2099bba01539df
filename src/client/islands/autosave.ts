import { encoded, fill } from './form.ts';

/** Two seconds after the last key: soon enough to lose nothing, late enough not to save every letter. */
const idle = 2000;
const retryAfter = 15_000;

type Saver = { timer: number; saved: string; busy: boolean };

const say = (form: HTMLFormElement, state: 'saving' | 'saved' | 'failed'): void => {
  const line = form.querySelector<HTMLElement>('[data-autosave-state]');
  if (!line) return;
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' }).format();
  line.dataset['state'] = state;
  line.textContent = fill(line.dataset[state] ?? '', { time });
};

const send = async (url: string, body: string): Promise<boolean> => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  try {
    const answer = await fetch(url, { method: 'POST', body, headers, credentials: 'same-origin', redirect: 'manual' });
    // A redirect is an answer too: the draft was taken.
    return answer.ok || answer.type === 'opaqueredirect';
  } catch {
    return false;
  }
};

const save = async (form: HTMLFormElement, saver: Saver): Promise<void> => {
  const body = encoded(form).toString();
  if (saver.busy || body === saver.saved) return;
  saver.busy = true;
  say(form, 'saving');
  const done = await send(form.dataset['autosave'] ?? '', body);
  saver.busy = false;
  if (done) {
    saver.saved = body;
    form.dispatchEvent(new CustomEvent('ariane:saved', { detail: body }));
  }
  say(form, done ? 'saved' : 'failed');
  const changedMeanwhile = encoded(form).toString() !== saver.saved;
  if (!done || changedMeanwhile) wait(form, saver, done ? idle : retryAfter);
};

const wait = (form: HTMLFormElement, saver: Saver, delay: number): void => {
  clearTimeout(saver.timer);
  saver.timer = window.setTimeout(() => void save(form, saver), delay);
};

/** Saves a half-filled form as it is, without judging it, and says so in words. */
export const watchAutosave = (page: Document): void => {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-autosave]')) {
    const saver: Saver = { timer: 0, saved: encoded(form).toString(), busy: false };
    form.addEventListener('input', () => wait(form, saver, idle));
    form.addEventListener('change', () => wait(form, saver, idle));
    form.addEventListener('submit', () => clearTimeout(saver.timer));
  }
};
