import type { VNode } from 'preact';
import {
  ButtonLink,
  Chip,
  Clocks,
  Columns,
  Facts,
  getScreen,
  type Knot,
  named,
  type PageContext,
  Panel,
  type Screen,
  Thread,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { clocksInWords, type OnwardStep, type OnwardView } from '../../actions/index.ts';
import { notSafe } from '../../rules/index.ts';
import { onwardEvents, onwardMachines } from '../../steps.ts';
import { addressOf, did, Head, load, partnerName, pathParams, type Props, type Shown } from './parts.tsx';

const riskText = ({ place: { risk, today } }: OnwardView, page: PageContext): VNode | string => {
  const { words } = page;
  if (risk === null) return words.t('protection.onward.risk.none');
  const found = named(page, 'return-findings', risk.finding);
  const day = words.date(risk.validUntil, 'long');
  if (risk.finding === notSafe) return <Chip tone="danger">{found}</Chip>;
  return risk.validUntil < today ? (
    <Chip tone="danger">{words.t('protection.onward.risk.over', { day })}</Chip>
  ) : (
    `${found} · ${words.t('protection.onward.risk.until', { day })}`
  );
};

const ReturnFacts = ({ shown, page }: Props): VNode => {
  const { view } = shown;
  const { words } = page;
  const { travelOn, reflectionUntil, partnerMayKnow } = view.place;
  const body = partnerName(shown, page);
  const day = (on: typeof travelOn, none: string): string => (on === null ? words.t(none) : words.date(on, 'long'));
  return (
    <Facts
      facts={[
        { label: words.t('protection.onward.column.risk'), value: riskText(view, page) },
        { label: words.t('protection.onward.column.travel'), value: day(travelOn, 'protection.onward.travel.none') },
        // Once a return is prepared, every body that works on the case sees the consent to who arranges it; before, who asked for it.
        ...(shown.asksConsent || (shown.mayWork && view.steps.length > 0)
          ? [
              {
                label: words.t('protection.onward.consent', { body }),
                value: words.t(partnerMayKnow ? 'protection.onward.consent.stands' : 'protection.onward.consent.none'),
              },
            ]
          : []),
        ...(reflectionUntil === null
          ? []
          : [{ label: words.t('protection.onward.reflection'), value: words.date(reflectionUntil, 'long') }]),
      ]}
    />
  );
};

const stateText = ({ view, profile }: Shown, page: PageContext): string => {
  const { place } = view;
  const table = onwardMachines[place.path];
  const state = place.state ?? (place.path === 'return' ? profile.steps(table).initial : null);
  return state === null
    ? page.words.t('protection.onward.union.none')
    : profile.stateName(table, state, page.words.language);
};

const Aside = ({ shown, page }: Props): VNode => {
  const { view } = shown;
  const { words } = page;
  const isReturn = view.place.path === 'return';
  return (
    <>
      <Panel title={words.t('protection.onward.where')}>
        <p>
          <strong>{stateText(shown, page)}</strong>
        </p>
        {isReturn ? <ReturnFacts shown={shown} page={page} /> : null}
        <p class="soft">{words.t(`protection.onward.${view.place.path}.unseen`)}</p>
      </Panel>
      {isReturn ? (
        <Panel title={words.t('protection.onward.elsewhere')}>
          <p>
            <a href={`/cases/${view.file.id}/consents`}>{words.t('protection.onward.consents_go')}</a>
          </p>
          {shown.mayRefer ? (
            <p>
              <a href={`/cases/${view.file.id}/sealed`}>{words.t('protection.onward.packet_go')}</a>
            </p>
          ) : null}
        </Panel>
      ) : null}
    </>
  );
};

const detailOf = (step: OnwardStep, page: PageContext): string => {
  const { words } = page;
  const list = step.validUntil === null ? 'after-return' : 'return-findings';
  return [
    ...(step.finding === null ? [] : [named(page, list, step.finding)]),
    ...(step.validUntil === null
      ? []
      : [words.t('protection.onward.risk.until', { day: words.date(step.validUntil, 'long') })]),
    ...(step.travelOn === null
      ? []
      : [words.t('protection.onward.travel.on', { day: words.date(step.travelOn, 'long') })]),
    ...(step.followUp === null ? [] : [words.t(`protection.onward.follow_up.${step.followUp ? 'yes' : 'no'}`)]),
  ].join(' · ');
};

const knotOf = (step: OnwardStep, page: PageContext): Knot => ({
  id: step.id,
  at: step.happenedOn,
  atText: page.words.date(step.happenedOn, 'long'),
  title: did(page, step.event),
  text: detailOf(step, page),
  by: page.words.t('protection.child.wrote', { name: step.recordedByName ?? '' }),
  weight: step.event === onwardEvents.choose || step.event === onwardEvents.stop ? 'decision' : 'event',
});

const NextPanel = ({ shown, page }: Props): VNode => {
  const { words } = page;
  const { next } = shown.view;
  return (
    <Panel title={words.t('protection.child.next')}>
      {next.length === 0 ? (
        <p class="soft">{words.t('protection.onward.next.none')}</p>
      ) : (
        <div class="actions">
          {next.map((event) => (
            <ButtonLink key={event} href={`${addressOf(shown)}/${event}`} kind="quiet">
              {did(page, event)}
            </ButtonLink>
          ))}
        </div>
      )}
    </Panel>
  );
};

const PathPage = ({ shown, page }: Props): VNode => {
  const { view, profile } = shown;
  const { words } = page;
  return (
    <>
      <Head shown={shown} page={page} />
      {view.clocks.length === 0 ? null : (
        <Clocks label={words.t('protection.clocks')} clocks={clocksInWords(view.clocks, profile, words)} />
      )}
      <Columns aside={<Aside shown={shown} page={page} />}>
        <NextPanel shown={shown} page={page} />
        <Panel title={words.t('protection.child.history')}>
          <Thread
            label={words.t('protection.child.history')}
            knots={view.steps.map((step) => knotOf(step, page)).reverse()}
            empty={words.t('protection.child.history.none')}
          />
        </Panel>
      </Columns>
    </>
  );
};

/** One way: where the person stands, what may be written down, what happened. */
export const pathScreen: Screen<Profile> = getScreen({
  room: 'protection',
  path: '/cases/:caseId/onward/:path',
  permit: 'cases.read',
  params: pathParams,
  load: (scene: Scene, { params }) => load(scene, params),
  title: ({ view }, words) => words.t(`protection.onward.${view.place.path}.tab`),
  page: (shown, page) => <PathPage shown={shown} page={page} />,
});
