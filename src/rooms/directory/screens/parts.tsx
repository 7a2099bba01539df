import type { Code } from '../../../platform/form/index.ts';
import type { PageContext } from '../../../platform/web/index.ts';
import type { Organisation } from '../../../profile/index.ts';
import type { StaffRow } from '../actions/index.ts';

/** What people call a role, in the language of the page. */
export const roleName = (page: PageContext, role: string): string => {
  const label = page.codes('roles').find(({ code }) => code === role)?.label;
  return label?.[page.words.language] ?? label?.['en'] ?? role;
};

/** What people call several roles. */
export const roleNames = (page: PageContext, roles: readonly string[]): string =>
  roles.map((role) => roleName(page, role)).join(', ');

/** The page with some of its code lists narrowed, or with lists of its own. */
export const withLists = (page: PageContext, lists: Readonly<Record<string, readonly Code[]>>): PageContext => ({
  ...page,
  codes: (list) => lists[list] ?? page.codes(list),
});

/** The page with only these roles to choose from. */
export const withRoles = (page: PageContext, own: readonly string[]): PageContext =>
  withLists(page, { roles: page.codes('roles').filter(({ code }) => own.includes(code)) });

/** Colleagues as a list to choose from, by login name. */
export const colleagueList = (others: readonly StaffRow[]): readonly Code[] =>
  others.map(({ login, displayName }) => ({ code: login, label: { en: `${displayName} (${login})` } }));

/** Name of a body in a language, English when it has none in it. */
export const nameOf = (one: Organisation, language: string): string =>
  (one.names as Readonly<Record<string, string>>)[language] ?? one.names.en;
