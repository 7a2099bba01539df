import type { VNode } from 'preact';
import { type Knot, type PageContext, Panel, Thread } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { ReceivedView } from '../../actions/triage/index.ts';
import { at } from './parts.tsx';
import { bodyName } from '../../../directory/index.ts';
import { eventText } from '../../../cases/index.ts';

const decisions = ['referrals.acknowledged', 'referrals.linked', 'referrals.redirected', 'referrals.closed'];
const quiet = ['referrals.receipt_confirmed', 'referrals.label_changed', 'referrals.triaged'];

const weightOf = (type: string): 'decision' | 'event' | 'note' =>
  decisions.includes(type) ? 'decision' : quiet.includes(type) ? 'note' : 'event';

/** What happened to the report, the newest on top. */
export const Timeline = ({
  view,
  page,
  profile,
}: {
  view: ReceivedView;
  page: PageContext;
  profile: Profile;
}): VNode => {
  const { words } = page;
  const knots: readonly Knot[] = view.events.map((line) => ({
    ...{ id: line.id, at: line.at, atText: at(words, line.at), title: eventText(line, profile, words) },
    by: bodyName(profile, words, line.organisationId),
    weight: weightOf(line.type),
  }));
  return (
    <Panel title={words.t('referrals.received.timeline')}>
      <Thread
        label={words.t('referrals.received.timeline')}
        knots={knots}
        empty={words.t('referrals.received.nothing_happened')}
      />
    </Panel>
  );
};
