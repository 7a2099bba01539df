import type { VNode } from 'preact';
import { type Knot, named, type PageContext, Panel, Thread } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { ReceivedView } from '../../actions/triage/index.ts';
import { at } from './parts.tsx';
import { bodyName } from '../../../directory/index.ts';

type Line = ReceivedView['events'][number];

const decisions = ['referrals.acknowledged', 'referrals.linked', 'referrals.redirected', 'referrals.closed'];
const quiet = ['referrals.receipt_confirmed', 'referrals.label_changed', 'referrals.triaged'];

const weightOf = (type: string): 'decision' | 'event' | 'note' =>
  decisions.includes(type) ? 'decision' : quiet.includes(type) ? 'note' : 'event';

/** Codes an event carries, as people read them. */
const readers: Readonly<Record<string, string>> = {
  outcome: 'police-outcomes',
  urgency: 'urgency',
};

const valuesOf = (line: Line, page: PageContext): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    Object.entries(line.data).flatMap(([name, value]): (readonly [string, string | number])[] => {
      if (typeof value === 'number') return [[name, value]];
      if (typeof value !== 'string') return [];
      const list = readers[name];
      return [[name, list === undefined ? value : named(page, list, value)]];
    }),
  );

/** What happened, as a sentence; an event without words of its own is shown as an event. */
const eventText = (line: Line, page: PageContext): string => {
  const key = line.type.replace('.', '.event.');
  try {
    return page.words.has(key)
      ? page.words.t(key, valuesOf(line, page))
      : page.words.t('referrals.received.other_event');
  } catch {
    return page.words.t('referrals.received.other_event');
  }
};

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
    ...{ id: line.id, at: line.at, atText: at(words, line.at), title: eventText(line, page) },
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
