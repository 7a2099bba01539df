import { wordsFor as real, type Words } from '../../src/platform/words.ts';

/** Texts of the gallery's own room; in the program they stand in `words/`. */
const own: Readonly<Record<string, readonly [string, string]>> = {
  'gallery.title': ['Gallery', 'معرض'],
  'gallery.done.kept': ['The form was kept.', 'تم حفظ النموذج.'],
  'gallery.refusal.too_far': ['{place} lies too far away. Nothing was changed.', '{place} بعيد جدًا. لم يتغير شيء.'],
  'gallery.refusal.not_yours': ['This belongs to another colleague.', 'هذا يخص زميلًا آخر.'],
  'gallery.field.code.label': ['Label of your own', 'التسمية'],
  'gallery.field.code.hint': ['No name of a person: a word you will recognise.', 'ليس اسم شخص.'],
  'gallery.field.account.label': ['What happened, in the person’s own words', 'ما حدث'],
  'gallery.field.account.hint': ['As it was said. Nothing is corrected.', 'كما قيل.'],
  'gallery.field.channel.label': ['How it came to light', 'كيف ظهر'],
  'gallery.field.advert.label': ['Address of the advert', 'عنوان الإعلان'],
  'gallery.field.indicators.label': ['What was noticed', 'ما لوحظ'],
  'gallery.field.danger.label': ['Is the person still in danger?', 'هل لا يزال الشخص في خطر؟'],
  'gallery.field.minor.label': ['Under 18', 'دون 18'],
  'gallery.field.minor.hint': ['Not sure counts as under 18 until it is assessed.', '«غير متأكد» يعني دون 18.'],
  'gallery.field.born.label': ['Date of birth', 'تاريخ الميلاد'],
  'gallery.field.started.label': ['When it began', 'متى بدأ'],
  'gallery.field.seen.label': ['Seen on', 'شوهد في'],
  'gallery.field.hours.label': ['Hours of work a day', 'ساعات العمل'],
  'gallery.field.phone.label': ['Telephone', 'هاتف'],
  'gallery.field.phone.hint': ['In any form.', 'بأي شكل.'],
  'gallery.field.email.label': ['E-mail', 'بريد إلكتروني'],
  'gallery.field.language.label': ['Language the person prefers', 'اللغة المفضلة'],
  'gallery.field.nationality.label': ['Nationality', 'الجنسية'],
  'gallery.field.evidence.label': ['Documents', 'وثائق'],
  'gallery.field.places.label': ['Places', 'أماكن'],
  'gallery.field.places.row': ['Place {number}', 'مكان {number}'],
  'gallery.field.places.country.label': ['Country', 'بلد'],
  'gallery.field.places.description.label': ['What kind of place', 'نوع المكان'],
  'gallery.field.places.people.label': ['Who was there', 'من كان هناك'],
  'gallery.field.places.people.row': ['Person {number}', 'شخص {number}'],
  'gallery.field.places.people.person.label': ['In a few words', 'بكلمات قليلة'],
  'gallery.field.login.label': ['Name you sign in with', 'اسم الدخول'],
  'gallery.field.password.label': ['Password', 'كلمة المرور'],
};

const filled = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

/** The program's words with the gallery's; `ar` shows the frame's English from right to left, with Arabic in it. */
export const galleryWords = (language: string): Words => {
  const words = real(language, 'Europe/Luxembourg');
  const arabic = language === 'ar';
  return {
    ...words,
    language: arabic ? 'ar' : words.language,
    direction: arabic ? 'rtl' : 'ltr',
    has: (key) => key in own || words.has(key),
    t: (key, values) => {
      const text = own[key]?.[arabic ? 1 : 0];
      return text === undefined ? words.t(key, values) : filled(text, values);
    },
  };
};
