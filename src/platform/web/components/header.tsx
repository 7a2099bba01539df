import type { VNode } from 'preact';
import type { Frame, PageContext } from '../page.ts';
import type { NavigationItem } from '../staff/environment.ts';
import { FormFor } from './form-for.tsx';

type Props = { readonly page: PageContext; readonly frame: Frame };

const languageNames: Readonly<Record<string, string>> = {
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
  lb: 'Lëtzebuergesch',
  pt: 'Português',
};

const Languages = ({ page, frame }: Props): VNode | null =>
  frame.languages.length < 2 ? null : (
    <FormFor page={page} action="/session/language" light class="languages">
      <input type="hidden" name="back" value={page.path} />
      {frame.languages.map((language) => (
        <button
          key={language}
          type="submit"
          lang={language}
          formaction={`/session/language?language=${language}`}
          aria-current={language === page.words.language ? 'true' : undefined}
          aria-label={`${language.toUpperCase()} ${languageNames[language] ?? ''}`.trim()}
        >
          {language.toUpperCase()}
        </button>
      ))}
    </FormFor>
  );

const Who = ({ page, frame }: Props): VNode | null =>
  page.viewer === null ? null : (
    <div class="who">
      <p>
        <b>{page.viewer.displayName}</b>
        <span class="soft">{frame.roleLabel}</span>
      </p>
      <FormFor page={page} action="/session/end" light class="sign-out">
        <button class="button quiet small" type="submit">
          {page.words.t('platform.sign_out')}
        </button>
      </FormFor>
    </div>
  );

/** Whether the data is real, who I am, in which role and language, and the way out. */
export const Header = (props: Props): VNode => (
  <header class="site-top">
    {props.frame.synthetic ? <p class="synthetic">{props.page.words.t('platform.synthetic')}</p> : null}
    <div class="site-head">
      <a class="brand" href={props.frame.homePath}>
        <svg viewBox="0 0 24 24" aria-hidden="true" class="brand-mark">
          <path d="M12 1v22" />
          <circle cx="12" cy="6" r="3" />
          <circle cx="12" cy="17" r="4" class="full" />
        </svg>
        {props.page.words.t('platform.name')}
      </a>
      <div class="site-head-end">
        <Languages {...props} />
        <Who {...props} />
      </div>
    </div>
  </header>
);

const isUnder = (path: string, start: string): boolean =>
  path === start || (start !== '/' && path.startsWith(`${start}/`));

const leadsHere = (path: string, { href, covers = [] }: NavigationItem): boolean =>
  [href, ...covers].some((start) => isUnder(path, start));

/** The item whose address is the longest beginning of this page's: one place, not also those around it. */
const placeOf = (page: PageContext, frame: Frame): string | undefined => {
  const path = page.path.split('?')[0] ?? '';
  const leading = frame.navigation.flatMap((group) => group.items).filter((item) => leadsHere(path, item));
  return leading.toSorted((one, other) => other.href.length - one.href.length)[0]?.href;
};

/** Where one can go, in groups; the present place is marked. */
export const Navigation = ({ page, frame }: Props): VNode => {
  const here = placeOf(page, frame);
  return (
    <nav class="site-nav" aria-label={page.words.t('platform.navigation')}>
      {frame.navigation.map((group) => (
        <div key={group.label}>
          <h2>{group.label}</h2>
          <ul>
            {group.items.map((item) => (
              <li key={item.href}>
                <a href={item.href} aria-current={item.href === here ? 'page' : undefined}>
                  <span>{item.label}</span>
                  {item.count ? <span class="count">{item.count}</span> : null}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
};
