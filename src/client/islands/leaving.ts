import { encoded } from './form.ts';

/** Asks before leaving a page whose form holds something that is neither sent nor saved. */
export const watchLeaving = (page: Document): void => {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-unsaved]')) {
    let kept = encoded(form).toString();
    let sending = false;
    form.addEventListener('submit', () => {
      sending = true;
    });
    form.addEventListener('ariane:saved', (event) => {
      kept = (event as CustomEvent<string>).detail;
    });
    window.addEventListener('beforeunload', (event) => {
      // Browsers show their own sentence; ours would be ignored.
      if (!sending && encoded(form).toString() !== kept) event.preventDefault();
    });
    window.addEventListener('pageshow', () => {
      sending = false;
    });
  }
};
