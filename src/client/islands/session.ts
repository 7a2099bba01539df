import { encoded } from './form.ts';

type Timers = { warning: number; end: number };

const stop = (timers: Timers): void => {
  clearTimeout(timers.warning);
  clearTimeout(timers.end);
};

const start = (dialog: HTMLDialogElement, timers: Timers, left: number): void => {
  stop(timers);
  const warnBefore = Number(dialog.dataset['warn']);
  timers.warning = window.setTimeout(() => dialog.showModal(), Math.max(0, left - warnBefore));
  timers.end = window.setTimeout(() => {
    const state = dialog.querySelector<HTMLElement>('[data-session-state]');
    if (state) state.textContent = dialog.dataset['ended'] ?? '';
  }, left);
};

const stay = async (form: HTMLFormElement): Promise<number | null> => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const answer = await fetch(form.action, { method: 'POST', body: encoded(form).toString(), headers });
  if (!answer.ok || answer.redirected) return null;
  const { endsAt, now } = (await answer.json()) as { endsAt: string | null; now: string };
  return endsAt === null ? null : Date.parse(endsAt) - Date.parse(now);
};

/** Warns five minutes before the session ends, and keeps it on a press without leaving the page. */
export const watchSession = (page: Document): void => {
  const dialog = page.querySelector<HTMLDialogElement>('#session-warning');
  const form = dialog?.querySelector('form');
  if (!dialog || !form) return;
  const timers: Timers = { warning: 0, end: 0 };
  start(dialog, timers, Number(dialog.dataset['left']));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    event.stopPropagation();
    stay(form).then(
      (left) => {
        if (left === null) return location.reload();
        dialog.close();
        start(dialog, timers, left);
      },
      () => form.submit(),
    );
  });
};
