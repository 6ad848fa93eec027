import { noticeOf } from '../../../../../../src/components/StartConversationPanel/form/noticeOf';
import { en } from '../../../../../../src/strings/en';
import { createTranslate } from '../../../../../../src/strings/translate';

it('an unknown outcome that has no sentence of its own: what went wrong, and that nothing is sent twice', () => {
  const notice = noticeOf(createTranslate(en), { code: 'CUSTOMER_MISSING' }, 'unclear', 'sending');
  expect(notice).toEqual({ variant: 'warning', text: `${en.error_CUSTOMER_MISSING} ${en.uncertain}` });
});
