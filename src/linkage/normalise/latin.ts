import anyAscii from 'any-ascii';
import { readBy, tableOf } from './script.ts';

const special = tableOf('ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ı=i ŋ=n ħ=h ə=a');

const letterOf = (letter: string): string => special.get(letter) ?? anyAscii(letter).toLowerCase();

/** Lower case without marks, apostrophes and joiners; only a to z are left. */
export const plainLatin = (text: string): string => {
  const bare = text.normalize('NFKC').toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
  if (/^[a-z]*$/.test(bare)) return bare;
  return Array.from(bare, letterOf)
    .join('')
    .replaceAll(/[^a-z]/g, '');
};

/*
 * One spelling for what languages write differently: Tschechow, Tchekhov, Czechow and Chekhov come close to each other. Read from
 * left to right, longest entry first; every letter not listed stays. It is a way of comparing, never shown to anybody.
 */
const plainLetters = tableOf('a=a b=b d=d e=e f=f g=g i=i k=k l=l m=m n=n o=o p=p r=r s=s t=t u=u v=v z=z h=h');
const sounds = tableOf(`schtsch=sh chtch=sh shch=sh szcz=sh sht=sht tsch=ch tch=ch cz=ch ch=ch tx=ch
  sch=sh sh=sh sz=sh zh=zh dzh=j dj=j gj=j dz=dz j=j ph=f kh=h gh=g th=t dh=d ck=k cq=k qu=k q=k c=k cc=k x=ks
  ce=se ci=si cy=si tz=ts w=v y=i ou=u oo=u ee=i ie=i iy=i ij=i yi=i yy=i aa=a ii=i uu=u ae=e oe=o ue=u yo=io yu=iu ya=ia ye=e
  ju=iu ja=ia jo=io je=e nj=n lj=l nh=n lh=l gn=n`);
const soundTable: ReadonlyMap<string, string> = new Map([...plainLetters, ...sounds]);

/** The spelling by which two Latin words are compared. */
export const simpleLatin = (latin: string): string =>
  readBy(latin, soundTable, 7)
    .join('')
    .replaceAll(/(.)\1+/g, '$1');
