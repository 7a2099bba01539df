import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  Button,
  ButtonLink,
  Chip,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  PageHead,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  linkState,
  type LinkTools,
  makeLink,
  readLink,
  readLinks,
  type ReportLink,
  takeLinkBack,
} from '../actions/links.ts';
import { linkForm } from '../facts/link-form.ts';
import { shortPathOf } from '../facts/short-paths.ts';

type StaffLinkTools = LinkTools & { readonly origin?: string };
type Props = { readonly page: PageContext; readonly profile: Profile };

const pathName = ({ page, profile }: Props, code: string): string => {
  const path = shortPathOf(profile, code);
  return path ? profile.nameIn(path.names, page.words.language) : code;
};

const StateChip = ({ link, page }: { link: ReportLink; page: PageContext }): VNode => {
  const state = linkState(link, page.now);
  return <Chip tone={state === 'open' ? 'good' : 'plain'}>{page.words.t(`referrals.link.state.${state}`)}</Chip>;
};

const LinkTable = ({ links, ...props }: Props & { links: readonly ReportLink[] }): VNode => {
  const { page } = props;
  const { words } = page;
  return (
    <Table
      page={page}
      caption={words.t('referrals.link.made')}
      rows={links}
      rowKey={({ id }) => id}
      empty={words.t('referrals.link.none')}
      columns={[
        {
          id: 'path',
          label: words.t('referrals.link.setting'),
          heads: true,
          cell: (it) => <a href={`/reports/links/${it.id}`}>{pathName(props, it.path)}</a>,
        },
        { id: 'state', label: words.t('referrals.link.state'), cell: (it) => <StateChip link={it} page={page} /> },
        { id: 'ends', label: words.t('referrals.link.ends'), cell: (it) => words.date(it.endsAt, 'moment') },
        { id: 'reference', label: words.t('referrals.reference'), cell: (it) => it.reference ?? '—' },
      ]}
    />
  );
};

const LinksPage = ({ links, ...props }: Props & { links: readonly ReportLink[] }): VNode => {
  const { page } = props;
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('referrals.link.title')}
        lead={words.t('referrals.link.lead')}
        back={{ href: '/reports', label: words.t('referrals.start.title') }}
      />
      <ErrorSummary page={page} />
      <Panel title={words.t('referrals.link.make')}>
        <FormFor page={page} action="/reports/links">
          <FieldSet page={page} form={linkForm} state={page.form ?? formState(linkForm, { link_days: 7 })} />
          <Button>{words.t('referrals.link.make')}</Button>
        </FormFor>
      </Panel>
      <LinkTable links={links} {...props} />
    </>
  );
};

type One = { readonly link: ReportLink; readonly token: string | null; readonly profile: Profile };

const Address = ({ link, token, page, origin }: One & { page: PageContext; origin: string }): VNode => {
  const { words } = page;
  if (token === null) return <p class="hint">{words.t('referrals.link.not_shown')}</p>;
  return (
    <Notice tone="warn" title={words.t('referrals.link.hand_on')}>
      <p>
        <code class="large-code">{`${origin}/r/${link.path}/${token}`}</code>
      </p>
      <p>{words.t('referrals.link.hand_on_text')}</p>
    </Notice>
  );
};

const LinkPage = (props: One & { page: PageContext; origin: string }): VNode => {
  const { link, page } = props;
  const { words } = page;
  return (
    <>
      <PageHead
        title={pathName(props, link.path)}
        lead={`${words.t('referrals.link.ends')}: ${words.date(link.endsAt, 'moment')}`}
        back={{ href: '/reports/links', label: words.t('referrals.link.title') }}
        chips={<StateChip link={link} page={page} />}
      />
      <Address {...props} />
      {link.reference === null ? null : (
        <p>
          {words.t('referrals.reference')}: {link.reference}
        </p>
      )}
      {linkState(link, page.now) === 'open' ? (
        <FormFor page={page} action={`/reports/links/${link.id}/revoke`} light>
          <Button kind="danger">{words.t('referrals.link.revoke')}</Button>
        </FormFor>
      ) : null}
      <p>
        <ButtonLink href="/reports/links" kind="quiet">
          {words.t('referrals.link.title')}
        </ButtonLink>
      </p>
    </>
  );
};

/** Links by which somebody without an account sends one report: made, handed on, taken back. */
export const linkScreens = (tools: StaffLinkTools): readonly Screen<Profile>[] => {
  const place = { room: 'referrals', permit: 'referrals.make-link' } as const;
  const params = z.object({ linkId: z.uuid() });
  const list = getScreen({
    ...{ ...place, path: '/reports/links' },
    load: async (scene: Scene) => {
      const links = await readLinks(scene);
      return isRefusal(links) ? links : { links, profile: scene.profile };
    },
    title: (_, words) => words.t('referrals.link.title'),
    page: (loaded, page) => <LinksPage {...loaded} page={page} />,
  });
  const one = getScreen({
    ...{ ...place, path: '/reports/links/:linkId', params },
    load: async (scene: Scene, asked): Promise<One | null> => {
      const found = await readLink(tools, scene, asked.params.linkId);
      return found && { ...found, profile: scene.profile };
    },
    title: (_, words) => words.t('referrals.link.title'),
    page: (loaded: One, page) => <LinkPage {...loaded} page={page} origin={tools.origin ?? ''} />,
  });
  return [
    list,
    one,
    postScreen({
      ...{ ...place, path: '/reports/links', once: true, body: linkForm, again: list },
      journals: ['referrals.link_made'],
      act: (scene: Scene, { link_path: path = '', link_days: days = 1 }) => makeLink(tools, scene, { path, days }),
      then: ({ id }) => `/reports/links/${id}`,
    }),
    postScreen({
      ...{ ...place, path: '/reports/links/:linkId/revoke', params, body: z.looseObject({}), again: one },
      journals: ['referrals.link_revoked'],
      act: (scene: Scene, _, asked) => takeLinkBack(scene, asked.params.linkId),
      then: () => '/reports/links?done=link_revoked',
    }),
  ];
};
