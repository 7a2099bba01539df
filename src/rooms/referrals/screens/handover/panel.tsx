import type { VNode } from 'preact';
import { ButtonLink, Lines, named, type PageContext, Panel } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { HandingOver } from '../../actions/handover.ts';
import { may, pathOf } from '../triage/parts.tsx';
import { wayText } from './parts.tsx';
import { bodyName, idOfBody } from '../../../directory/index.ts';

/** Where a redirected report went, and where it may still go. Shown to the body that redirected it. */
export const HandoverPanel = (props: {
  readonly handing: HandingOver | null;
  readonly reportId: string;
  readonly page: PageContext;
  readonly profile: Profile;
}): VNode | null => {
  const { handing, reportId, page, profile } = props;
  const { words } = page;
  if (handing === null) return null;
  const gone = new Set(handing.done.map((one) => one.to_organisation_id));
  const left = handing.destinations.filter(({ body }) => !gone.has(idOfBody(profile, body.code)));
  return (
    <Panel title={words.t('referrals.handover.panel')} id="handover">
      <p>{named(page, 'redirect-reasons', handing.reason)}</p>
      {handing.done.length === 0 ? <p class="missing">{words.t('referrals.handover.not_yet')}</p> : null}
      <Lines
        lines={handing.done.map((one) => ({
          main: <a href={`/handovers/${one.id}`}>{bodyName(profile, words, one.to_organisation_id)}</a>,
          note: wayText(page, one),
          tone: 'good' as const,
        }))}
      />
      {may(page, 'referrals.redirect') && left.length > 0 ? (
        <ul class="step-list">
          {left.map(({ line, body }) => (
            <li key={line.to}>
              <ButtonLink kind="quiet" href={`${pathOf(reportId)}/hand-over/${line.to}`}>
                {words.t('referrals.handover.title', { body: profile.nameIn(body.names, words.language) })}
              </ButtonLink>
            </li>
          ))}
        </ul>
      ) : null}
    </Panel>
  );
};
