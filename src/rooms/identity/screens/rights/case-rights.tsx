import type { VNode } from 'preact';
import { z } from 'zod';
import { refuse } from '../../../../platform/outcome.ts';
import {
  Button,
  ButtonLink,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import { type Profile, type RightsKind, rightsKinds, type Scene } from '../../../../profile/index.ts';
import type { PersonOfCase } from '../../actions/consents.ts';
import { readRequests, regimeOf, type TakeInput, takeRequest } from '../../actions/rights/requests.ts';
import { takeForm } from '../../facts/rights.ts';
import { termOf } from '../../rules/rights.ts';
import { caseParams, PersonHead } from '../parts.tsx';
import { RequestTable, type RightsTools } from './parts.tsx';

const takeParams = z.object({ caseId: z.uuid(), kind: z.enum(rightsKinds) });
const permit = 'identity.take-request';

const listScreen = ({ personOfCase }: RightsTools): Screen<Profile> =>
  getScreen({
    ...{ room: 'identity', path: '/cases/:caseId/rights', permit, params: caseParams },
    load: async (scene: Scene, { params }) => {
      const person = await personOfCase(scene, params.caseId);
      return person === null ? null : { person, requests: await readRequests(scene, { caseId: params.caseId }) };
    },
    title: (_, words) => words.t('identity.rights.case_title'),
    page: ({ person, requests }, page) => (
      <>
        <PersonHead
          person={person}
          page={page}
          title={page.words.t('identity.rights.case_title')}
          lead={page.words.t('identity.rights.case_lead')}
        />
        <RequestTable
          rows={requests}
          page={page}
          caption={page.words.t('identity.rights.case_title')}
          href={({ id }) => `/cases/${person.caseId}/rights/${id}`}
        />
        <Panel title={page.words.t('identity.rights.take')}>
          <p class="actions">
            {rightsKinds.map((kind) => (
              <ButtonLink key={kind} href={`/cases/${person.caseId}/rights/take/${kind}`} kind="quiet">
                {page.words.t(`identity.rights.kind.${kind}`)}
              </ButtonLink>
            ))}
          </p>
        </Panel>
      </>
    ),
  });

type Taking = { readonly person: PersonOfCase; readonly kind: RightsKind; readonly profile: Profile };

const TakePage = ({ shown, page }: { shown: Taking; page: PageContext }): VNode => {
  const { person, kind, profile } = shown;
  const { words } = page;
  const term = termOf(profile, kind, regimeOf(profile, person.organisationId));
  return (
    <>
      <PersonHead person={person} page={page} title={words.t(`identity.rights.kind.${kind}`)} />
      <ErrorSummary page={page} />
      <Notice>
        <p>{words.t(`identity.rights.means.${kind}`)}</p>
        <p class="soft">
          {`${words.t('identity.rights.term', { count: term.months })} ${term.law} · ${words.t(`identity.mark.${term.provenance}`)}`}
        </p>
      </Notice>
      <FormFor page={page} action={`/cases/${person.caseId}/rights/take/${kind}`}>
        <FieldSet page={page} form={takeForm} state={page.form ?? formState(takeForm, { asked_by: 'person' })} />
        <Button>{words.t('identity.rights.take')}</Button>
      </FormFor>
    </>
  );
};

const takePage = ({ personOfCase }: RightsTools): Screen<Profile> =>
  getScreen({
    ...{ room: 'identity', path: '/cases/:caseId/rights/take/:kind', permit, params: takeParams },
    load: async (scene: Scene, { params }): Promise<Taking | null> => {
      const person = await personOfCase(scene, params.caseId);
      return person === null ? null : { person, kind: params.kind, profile: scene.profile };
    },
    title: ({ kind }, words) => words.t(`identity.rights.kind.${kind}`),
    page: (shown, page) => <TakePage shown={shown} page={page} />,
  });

const takeScreen = ({ personOfCase }: RightsTools, again: Screen<Profile>): Screen<Profile> =>
  postScreen({
    ...{ room: 'identity', path: '/cases/:caseId/rights/take/:kind', permit, params: takeParams },
    journals: ['identity.request_taken'],
    ...{ body: takeForm, once: true, again },
    act: async (scene: Scene, input, { params }) => {
      const person = await personOfCase(scene, params.caseId);
      if (person === null) return refuse('not_found');
      return takeRequest(scene, person, params.kind, input as TakeInput);
    },
    then: ({ requestId }, { caseId }) => `/cases/${caseId}/rights/${requestId}?done=request_taken`,
  });

/** What the person of a case asked about her data, and taking down something new. */
export const caseRightsScreens = (tools: RightsTools): readonly Screen<Profile>[] => {
  const take = takePage(tools);
  return [listScreen(tools), take, takeScreen(tools, take)];
};
