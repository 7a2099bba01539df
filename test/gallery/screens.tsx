import { z } from 'zod';
import { refuse } from '../../src/platform/outcome.ts';
import type { Scene } from '../../src/platform/scene.ts';
import {
  askScreen,
  Button,
  CheckAnswers,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  newSessionToken,
  openGet,
  openPost,
  PageHead,
  postScreen,
  type Screen,
  type Visit,
} from '../../src/platform/web/index.ts';
import type { ValuesOf } from '../../src/platform/form/index.ts';
import { galleryForm, sharedForm, signInForm } from './forms.ts';
import { Components, type Texts } from './pages.tsx';

type Bare = Scene<null>;

const room = 'gallery';

const answers = {
  code: 'Wren',
  channel: 'check',
  account: { untold: 'declined' as const },
  minor: 'not_sure' as const,
  born: { precision: 'year' as const, from: '1998-01-01', to: '1998-12-31' },
  phone: { typed: '+33 6 12 34 56 78', e164: '+33612345678' },
  places: [{ country: 'LU', description: 'Building site' }, { country: 'PT' }],
};

export const plainTexts: Texts = {
  title: 'Case 7KQ2-M4XD',
  word: 'Aufenthaltsbescheinigung',
  long: 'Transfer for safety: the exploiter’s car was seen near the previous place. Three beds refused, reasons kept.',
};

const componentsScreen = getScreen({
  journals: ['gallery.read'],
  room,
  path: '/gallery',
  permit: 'gallery.read',
  query: z.looseObject({ page: z.coerce.number().int().positive().optional() }),
  reads: () => ({ type: 'gallery.read', subject: { kind: 'gallery', id: 'all' } }),
  load: async (_scene: Bare) => plainTexts,
  title: (_, words) => words.t('gallery.title'),
  page: (texts, page) => <Components page={page} texts={texts} />,
});

const formScreen = getScreen({
  room,
  path: '/gallery/form',
  permit: 'gallery.read',
  load: async (_scene: Bare) => ({ answers }),
  title: (_, words) => words.t('gallery.title'),
  page: (data, page) => (
    <>
      <PageHead title="New report" />
      <FormFor page={page} action="/gallery/form" files autosave="/gallery/draft">
        <ErrorSummary page={page} />
        <FieldSet page={page} form={galleryForm} state={page.form ?? formState(galleryForm, data.answers)} />
        <Button>Save and go on</Button>
      </FormFor>
    </>
  ),
});

const formPost = postScreen({
  journals: ['gallery.kept'],
  room,
  path: '/gallery/form',
  permit: 'gallery.write',
  body: galleryForm,
  act: async (scene: Bare, input, { key }) => {
    scene.emit({ type: 'gallery.kept', subject: { kind: 'gallery', id: key } });
    if (input.code === 'far') return refuse('too_far', { values: { place: 'It' }, field: 'code' });
    if (input.code === 'boom') throw new Error('a secret of somebody');
    return input.code === 'theirs' ? refuse('not_yours') : { done: true };
  },
  then: () => '/gallery?done=kept',
  again: formScreen,
});

const draftPost = postScreen({
  journals: ['gallery.drafted'],
  room,
  path: '/gallery/draft',
  permit: 'gallery.write',
  body: galleryForm,
  lenient: true,
  act: async (scene: Bare, _input, { form }) => {
    scene.emit({
      type: 'gallery.drafted',
      subject: { kind: 'gallery', id: 'draft' },
      data: { inputs: Object.keys(form.raw).length },
    });
    return { kept: true };
  },
  then: () => '',
});

const checkScreen = getScreen({
  room,
  path: '/gallery/check',
  permit: 'anyone-signed-in',
  load: async (_scene: Bare) => ({ answers }),
  title: (_, words) => words.t('gallery.title'),
  page: (data, page) => (
    <>
      <PageHead title="Check the answers" />
      <CheckAnswers page={page} form={galleryForm} values={data.answers} change={(id) => `/gallery/form#${id}`} />
    </>
  ),
});

const shared = { code: 'Wren', account: 'Another one wrote this', seen: '2026-11-02' };

const sharedScreen = getScreen({
  room,
  path: '/gallery/shared',
  permit: 'gallery.read',
  load: async (_scene: Bare) => ({ version: '1' }),
  title: (_, words) => words.t('gallery.title'),
  page: (data, page) => (
    <>
      <PageHead title="Shared" />
      <FormFor page={page} action="/gallery/shared" version={data.version}>
        <ErrorSummary page={page} />
        <FieldSet page={page} form={sharedForm} state={page.form ?? formState(sharedForm, shared)} />
        <Button>Save</Button>
      </FormFor>
    </>
  ),
});

const sharedPost = postScreen({
  journals: ['gallery.shared'],
  room,
  path: '/gallery/shared',
  permit: 'gallery.write',
  body: sharedForm,
  act: async (scene: Bare, input, { version }) => {
    if (version !== '2') return refuse('changed_meanwhile');
    scene.emit({ type: 'gallery.shared', subject: { kind: 'gallery', id: 'x' }, data: { ...input } });
    return input;
  },
  then: () => '/gallery/shared?done=kept',
  again: sharedScreen,
  theirs: async () => ({ values: shared, version: '2', by: 'M. Other' }),
});

const hiddenScreen = getScreen({
  room,
  path: '/gallery/of/:id',
  permit: 'gallery.read',
  params: z.object({ id: z.uuid() }),
  load: async (_scene: Bare, { params }) => {
    if (params.id.startsWith('1')) return refuse('not_yours');
    return params.id.startsWith('2') ? { found: true } : null;
  },
  title: (_, words) => words.t('gallery.title'),
  page: () => <PageHead title="Found" />,
});

const secretScreen = getScreen({
  room,
  path: '/gallery/secret',
  permit: 'nobody.holds.this',
  load: async (_scene: Bare) => ({}),
  title: () => 'Secret',
  page: () => <PageHead title="Secret" />,
});

const searchScreen = askScreen({
  journals: ['gallery.searched'],
  room,
  path: '/gallery/search',
  permit: 'gallery.read',
  body: z.object({ words: z.string().min(1).max(80) }),
  reads: () => ({ type: 'gallery.searched', subject: { kind: 'gallery', id: 'all' } }),
  load: async (_scene: Bare, input) => ({ found: input.words }),
  title: (_, words) => words.t('gallery.title'),
  page: (data) => <PageHead title={data.found} />,
  again: componentsScreen,
});

const signIn = openGet<null, Record<string, never>>({
  room,
  path: '/sign-in',
  load: async () => ({}),
  title: () => 'Sign in',
  page: (_, page) => (
    <>
      <PageHead title="Sign in" />
      <FormFor page={page} action="/sign-in" light>
        <ErrorSummary page={page} />
        <FieldSet page={page} form={signInForm} state={page.form ?? formState(signInForm)} />
        <Button>Sign in</Button>
      </FormFor>
    </>
  ),
});

/** Sign-in for the gallery: everybody is the same viewer, by a token handed over by the test. */
const signInPost = (token: string): Screen<null> =>
  openPost({
    room,
    path: '/sign-in',
    body: signInForm,
    act: async (visit: Visit<null>, input: ValuesOf<typeof signInForm>) => {
      if (input.password !== 'right') return refuse('not_yours', { field: 'password' });
      visit.startSession(token || newSessionToken());
      return { signedIn: true };
    },
    then: () => '/gallery',
    again: signIn,
  });

/** All screens of the gallery. */
export const galleryScreens = (token: string): readonly Screen<null>[] => [
  componentsScreen,
  formScreen,
  formPost,
  draftPost,
  checkScreen,
  sharedScreen,
  sharedPost,
  hiddenScreen,
  secretScreen,
  searchScreen,
  signIn,
  signInPost(token),
];
