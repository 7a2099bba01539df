import type { VNode } from 'preact';
import { instantPlus } from '../../clock.ts';
import type { Frame, PageContext } from '../page.ts';
import { FormFor } from './form-for.tsx';

const warningBefore = 5 * 60_000;

/**
 * When the session ends if nothing is done: a line at the foot of each page; with script, a dialog five minutes before,
 * with a button to stay. Times are sent as a distance from now, for the clocks of other machines differ.
 */
export const SessionEnd = ({ page, frame }: { readonly page: PageContext; readonly frame: Frame }): VNode | null => {
  const { words } = page;
  const { sessionEndsAt } = frame;
  if (sessionEndsAt === null) return <footer class="site-foot" />;
  const left = Date.parse(sessionEndsAt) - Date.parse(page.now);
  const at = words.date(instantPlus(page.now, left), 'moment');
  return (
    <footer class="site-foot">
      <p class="soft">{words.t('platform.session.ends', { at })}</p>
      <dialog
        class="dialog"
        id="session-warning"
        aria-labelledby="session-warning-title"
        data-left={left}
        data-warn={warningBefore}
        data-ended={words.t('platform.session.ended')}
      >
        <h2 id="session-warning-title">{words.t('platform.session.title')}</h2>
        <p>{words.t('platform.session.text')}</p>
        <p role="status" data-session-state />
        <FormFor page={page} action="/session/keep" light>
          <input type="hidden" name="back" value={page.path} />
          <button class="button primary" type="submit">
            {words.t('platform.session.keep')}
          </button>
        </FormFor>
      </dialog>
    </footer>
  );
};
