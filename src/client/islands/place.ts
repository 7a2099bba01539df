/** On a narrow screen the navigation is one line that scrolls: brings the present place into sight, and moves nothing else. */
export const showPlace = (page: Document): void => {
  const bar = page.querySelector<HTMLElement>('.site-nav');
  const here = bar?.querySelector<HTMLElement>('[aria-current]');
  if (!bar || !here || bar.scrollWidth <= bar.clientWidth) return;
  const [outer, inner] = [bar.getBoundingClientRect(), here.getBoundingClientRect()];
  bar.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
};
