import type { VNode } from 'preact';
import {
  askScreen,
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
  stateIn,
} from '../../../../platform/web/index.ts';
import type { OffenceElement, Profile, Scene } from '../../../../profile/index.ts';
import { trackForm } from '../../facts/index.ts';
import { aggravationsOf, elementsOf, type TrackSide, twoTracks } from '../../rules/judging/index.ts';
import { namedAll, nameOf, offenceName } from './parts.tsx';

type Shown = { readonly profile: Profile; readonly sides: readonly TrackSide[] | null };
type Props = { readonly shown: Shown; readonly page: PageContext };

const elementsAround = (profile: Profile, id: string): readonly OffenceElement[] => {
  const offence = profile.offences.offences.find((one) => one.id === id);
  return offence === undefined
    ? []
    : [...elementsOf(profile, offence), ...aggravationsOf(profile, offence).map(({ element }) => element)];
};

const elementName = (side: TrackSide, code: string, { shown, page }: Props): string => {
  const found = elementsAround(shown.profile, side.offence).find((one) => one.code === code);
  return found === undefined ? code : nameOf(shown.profile, page, found.names);
};

const Side = ({ side, shown, page }: Props & { readonly side: TrackSide }): VNode => {
  const { words } = page;
  return (
    <Panel title={offenceName(shown.profile, words, side.offence)}>
      {side.spoken.length === 0 ? <p class="empty">{words.t('proceedings.tracks.nothing')}</p> : null}
      <Lines
        lines={side.spoken.map(({ element, facts }) => ({
          main: elementName(side, element, { shown, page }),
          note: words.t('proceedings.tracks.because', { facts: namedAll(page, 'two-track-facts', facts) }),
        }))}
      />
      {side.open.length === 0 ? (
        <p>{words.t('proceedings.tracks.all_spoken')}</p>
      ) : (
        <>
          <h3>{words.t('proceedings.tracks.open')}</h3>
          <ul>
            {side.open.map((group) => (
              <li key={group.join()}>
                {group
                  .map((element) => elementName(side, element, { shown, page }))
                  .join(` ${words.t('proceedings.tracks.or')} `)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
};

const TracksPage = ({ shown, page }: Props): VNode => {
  const { words } = page;
  const { sides } = shown;
  return (
    <>
      <PageHead title={words.t('proceedings.tracks.title')} lead={words.t('proceedings.tracks.lead')} />
      <ErrorSummary page={page} />
      <Notice>{words.t('proceedings.tracks.advice')}</Notice>
      {sides === null || sides.length < 2 ? null : (
        <section aria-live="polite">
          {sides.map((side) => (
            <Side key={side.code} side={side} shown={shown} page={page} />
          ))}
          <p>{words.t('proceedings.tracks.next')}</p>
        </section>
      )}
      <FormFor page={page} action="/two-tracks" light>
        <FieldSet page={page} form={trackForm} state={page.form ?? stateIn(page, trackForm) ?? formState(trackForm)} />
        <Button>{words.t('proceedings.tracks.compare')}</Button>
      </FormFor>
    </>
  );
};

const place = { room: 'proceedings', path: '/two-tracks', permit: 'proceedings.compare' } as const;

const emptyScreen: Screen<Profile> = getScreen({
  ...place,
  load: async (scene: Scene): Promise<Shown> => ({ profile: scene.profile, sides: null }),
  title: (_, words) => words.t('proceedings.tracks.title'),
  page: (shown, page) => <TracksPage shown={shown} page={page} />,
});

/** Facts found at work set beside two qualifications. Nothing is kept, and nothing is written down. */
export const trackScreens: readonly Screen<Profile>[] = [
  emptyScreen,
  askScreen({
    ...place,
    ...{ body: trackForm, journals: [], reads: () => null, again: emptyScreen },
    load: async (scene: Scene, input): Promise<Shown> => ({
      profile: scene.profile,
      sides: twoTracks(scene.profile, input.found ?? []),
    }),
    title: (_, words) => words.t('proceedings.tracks.title'),
    page: (shown, page) => <TracksPage shown={shown} page={page} />,
  }),
];
