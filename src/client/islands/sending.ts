/**
 * A pressed button shows that it was pressed and a second press does nothing. For the eyes alone: the server takes a
 * form twice as once, by its key.
 */
export const watchSending = (page: Document): void => {
  page.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
    // A file to save comes without a new page: nothing would set the form free again.
    if (event.submitter?.hasAttribute('data-file')) return;
    if (form.dataset['sending'] === 'true') return event.preventDefault();
    form.dataset['sending'] = 'true';
    form.setAttribute('aria-busy', 'true');
  });
  window.addEventListener('pageshow', () => {
    for (const form of page.querySelectorAll<HTMLFormElement>('form[data-sending]')) {
      delete form.dataset['sending'];
      form.removeAttribute('aria-busy');
    }
  });
};
