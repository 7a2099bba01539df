import type { VNode } from 'preact';
import {
  askScreen,
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  PageHead,
  type PageContext,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { askRemoval } from '../actions/index.ts';
import { removalForm } from '../facts.ts';

type Removal = { readonly reference: string; readonly blocked: boolean } | { readonly reference: null };

const RemovalPage = ({ answer, page }: { answer: Removal; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead title={words.t('identification.removal.title')} lead={words.t('identification.removal.lead')} />
      <ErrorSummary page={page} />
      {answer.reference === null ? null : (
        <Notice
          tone={answer.blocked ? 'danger' : 'plain'}
          title={words.t('identification.removal.reference', { reference: answer.reference })}
        >
          <p>{words.t(answer.blocked ? 'identification.removal.yes' : 'identification.removal.no')}</p>
        </Notice>
      )}
      <FormFor page={page} action="/removal" light>
        <FieldSet page={page} form={removalForm} state={page.form ?? formState(removalForm, {})} />
        <Button>{words.t('identification.removal.ask')}</Button>
      </FormFor>
    </>
  );
};

const removalScreen: Screen<Profile> = getScreen({
  room: 'identification',
  path: '/removal',
  permit: 'identification.removal-blocked',
  load: async (): Promise<Removal> => ({ reference: null }),
  title: (_, words) => words.t('identification.removal.title'),
  page: (answer, page) => <RemovalPage answer={answer} page={page} />,
});

const askRemovalScreen: Screen<Profile> = askScreen({
  journals: ['identification.removal_asked'],
  room: 'identification',
  path: '/removal',
  permit: 'identification.removal-blocked',
  body: removalForm,
  reads: () => ({
    type: 'identification.removal_asked',
    subject: { kind: 'search', id: '00000000-0000-0000-0000-000000000000' },
  }),
  load: (scene: Scene, input) => askRemoval(scene, input.reference ?? ''),
  title: (_, words) => words.t('identification.removal.title'),
  page: (answer, page) => <RemovalPage answer={answer} page={page} />,
  again: removalScreen,
});

/** The return officer's question: yes or no by reference, and nothing else. */
export const removalScreens: readonly Screen<Profile>[] = [removalScreen, askRemovalScreen];
