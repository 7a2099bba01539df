import type { VNode } from 'preact';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  type Column,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  hashOfToken,
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
  endToken,
  listTokens,
  makeToken,
  type TokenList,
  scopeText,
  tokenOfForm,
  type TokenTools,
} from '../actions/api/tokens.ts';
import { tokenForm } from '../facts/token-form.ts';

const permit = 'api.manage-tokens';
const moment = (page: PageContext, at: Instant | null): string => (at === null ? '—' : page.words.date(at, 'moment'));

type Token = TokenList['tokens'][number];

const scopeName = (page: PageContext, scope: string): string => {
  const key = `referrals.api.scope.${scopeText(scope)}`;
  return page.words.has(key) ? page.words.t(key) : scope;
};

const EndCell = ({ token, page }: { token: Token; page: PageContext }): VNode =>
  token.endedAt !== null ? (
    <span class="soft">{page.words.t('referrals.api.tokens.ended')}</span>
  ) : (
    <FormFor page={page} action={`/tokens/${token.hash}/end`} light class="inline-form">
      <Button kind="danger">{page.words.t('referrals.api.tokens.end')}</Button>
    </FormFor>
  );

const columnsOf = (page: PageContext): readonly Column<Token>[] => {
  const column = (id: string, cell: Column<Token>['cell'], heads = false): Column<Token> => ({
    ...{ id, cell, heads },
    label: page.words.t(`referrals.api.tokens.column.${id}`),
  });
  return [
    column('account', (token) => token.account, true),
    column('rights', (token) => token.scopes.map((scope) => scopeName(page, scope)).join(' · ')),
    column('made', (token) => moment(page, token.madeAt)),
    column('used', (token) => moment(page, token.usedAt)),
    column('ends', (token) => moment(page, token.endsAt)),
    column('end', (token) => <EndCell token={token} page={page} />),
  ];
};

const AccountSelect = ({ list, page }: { list: TokenList; page: PageContext }): VNode => {
  const chosen = page.form?.raw['token_account']?.[0] ?? '';
  const { t } = page.words;
  return (
    <p class="field">
      <label class="field-label" for="token_account">
        {t('referrals.field.token_account.label')}
      </label>
      <span class="hint">{t('referrals.field.token_account.hint')}</span>
      <select id="token_account" name="token_account" autocomplete="off">
        <option value="">{t('platform.form.choose')}</option>
        {list.accounts.map(({ id, name }) => (
          <option key={id} value={name} selected={name === chosen}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
};

const TokensPage = ({ list, page }: { list: TokenList; page: PageContext }): VNode => {
  const { t } = page.words;
  const state = page.form ?? formState(tokenForm, { token_scopes: ['referrals.send', 'referrals.read-own'] });
  return (
    <>
      <PageHead title={t('referrals.api.tokens.title')} lead={t('referrals.api.tokens.lead')} />
      <ErrorSummary page={page} />
      <Table
        page={page}
        caption={t('referrals.api.tokens.title')}
        captionUnseen
        columns={columnsOf(page)}
        rows={list.tokens}
        rowKey={(token) => token.hash}
        empty={t('referrals.api.tokens.none')}
      />
      <Panel title={t('referrals.api.tokens.make')}>
        <FormFor page={page} action="/tokens">
          <AccountSelect list={list} page={page} />
          <FieldSet page={page} form={tokenForm} state={state} only={['token_scopes', 'token_ends']} />
          <Button>{t('referrals.api.tokens.make')}</Button>
        </FormFor>
      </Panel>
    </>
  );
};

const tokensScreen: Screen<Profile> = getScreen({
  ...{ room: 'referrals', path: '/tokens', permit },
  load: async (scene: Scene) => {
    const list = await listTokens(scene);
    return isRefusal(list) ? list : { list };
  },
  title: (_, words) => words.t('referrals.api.tokens.title'),
  page: ({ list }, page) => <TokensPage list={list} page={page} />,
});

const MadePage = ({ token, page }: { token: string; page: PageContext }): VNode => {
  const { t } = page.words;
  return (
    <>
      <PageHead
        title={t('referrals.api.tokens.title')}
        back={{ href: '/tokens', label: t('referrals.api.tokens.title') }}
      />
      <Notice tone="warn" title={t('referrals.api.tokens.once')}>
        <p>{t('referrals.api.tokens.once_text')}</p>
        <p>
          <code class="large-code">{token}</code>
        </p>
        <p>{t('referrals.api.tokens.how', { address: '/api/v1/openapi.json' })}</p>
      </Notice>
    </>
  );
};

/** Makes a token and shows it once: it is kept nowhere in clear. The vault writes the journal line before it signs. */
const makeScreen = (tools: TokenTools): Screen<Profile> =>
  askScreen({
    journals: [],
    ...{ room: 'referrals', path: '/tokens', permit, body: tokenForm },
    reads: () => null,
    load: async (scene: Scene, input, { key }) => {
      const { token_account: account, token_scopes: scopes = [], token_ends: ends } = input;
      if (account === undefined || ends === undefined) return refuse('not_a_colleague', { field: 'token_account' });
      const wanted = { account, scopes, ends };
      const token = tokenOfForm(tools, scene, { key, wanted });
      const made = await makeToken(tools, scene, { ...wanted, tokenHash: hashOfToken(token) });
      return isRefusal(made) ? made : { token };
    },
    title: (_, words) => words.t('referrals.api.tokens.title'),
    page: ({ token }, page) => <MadePage token={token} page={page} />,
    again: tokensScreen,
  });

const endScreen: Screen<Profile> = postScreen({
  journals: ['referrals.token_ended'],
  ...{ room: 'referrals', path: '/tokens/:hash/end', permit },
  params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  body: z.object({}),
  act: (scene: Scene, _, { params }) => endToken(scene, params.hash),
  then: () => '/tokens?done=token_ended',
  again: tokensScreen,
});

/** Tokens of other systems: made, shown once, listed, ended. For the administrator of a body. */
export const tokenScreens = (tools: TokenTools): readonly Screen<Profile>[] => [
  tokensScreen,
  makeScreen(tools),
  endScreen,
];
