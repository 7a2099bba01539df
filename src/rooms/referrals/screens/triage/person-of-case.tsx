import type { VNode } from 'preact';
import { z } from 'zod';
import {
  askScreen,
  ErrorSummary,
  getScreen,
  Notice,
  type PageContext,
  PageHead,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type OpenablePerson, openablePerson, openPersonOfCase } from '../../actions/triage/person-of-case.ts';
import { isPart, openingBody, OpenedParts, PartsForm } from './opening.tsx';
import type { TriageTools } from './parts.tsx';

const params = z.object({ caseId: z.uuid() });
const path = '/cases/:caseId/open' as const;
const place = { room: 'referrals', path, permit: 'cases.read', params } as const;

const Head = ({ shown, page }: { shown: OpenablePerson; page: PageContext }): VNode => (
  <PageHead
    title={page.words.t('referrals.open_case.title')}
    back={{
      href: `/cases/${shown.person.caseId}`,
      label: page.words.t('referrals.open_case.back', { name: shown.person.name }),
    }}
  />
);

const FormPage = ({ shown, page }: { shown: OpenablePerson; page: PageContext }): VNode => (
  <>
    <Head shown={shown} page={page} />
    <ErrorSummary page={page} />
    {shown.parts.length === 0 ? (
      <p class="empty">{page.words.t('referrals.open_case.nothing')}</p>
    ) : (
      <>
        <Notice>{page.words.t('referrals.received.open_noted')}</Notice>
        <PartsForm page={page} action={`/cases/${shown.person.caseId}/open`} parts={shown.parts} />
      </>
    )}
  </>
);

const formScreen: Screen<Profile> = getScreen({
  ...place,
  load: (scene: Scene, where) => openablePerson(scene, where.params.caseId),
  title: (_, words) => words.t('referrals.received.open_title'),
  page: (shown, page) => <FormPage shown={shown} page={page} />,
});

/** Opening name and contact of the person of a case, for whoever's body holds them: posted, with a purpose, through the vault. */
export const personOfCaseScreens = ({ vault }: TriageTools): readonly Screen<Profile>[] => [
  formScreen,
  askScreen({
    journals: ['identity.opened', 'identity.open-refused'],
    ...place,
    body: openingBody,
    // The vault writes who opened what and why, and commits that before it answers.
    reads: () => null,
    load: (scene: Scene, { purpose, compartments }, submission) =>
      openPersonOfCase(vault, scene, {
        ...{ caseId: submission.params.caseId, purpose, compartments: compartments.filter(isPart) },
      }),
    title: (_, words) => words.t('referrals.received.open_title'),
    page: (it, page) => (
      <>
        <Head shown={it} page={page} />
        <Notice tone="thread">{page.words.t('referrals.received.opened_noted')}</Notice>
        <OpenedParts opened={it.opened} page={page} />
      </>
    ),
    again: formScreen,
  }),
];
