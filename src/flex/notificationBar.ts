/** The bar for all of Flex; the canvas of a conversation has one of its own. It is there while it is empty, too. */
const BAR = '.Twilio-MainContainer-Content > div > .Twilio-NotificationBar';

/**
 * Calls `listener` with what Flex's bars take of the page's top, in CSS pixels: at once, and whenever it changes. They
 * lie over the page, so Flex makes no room for them. Returns what ends that.
 */
export function watchBars(listener: (height: number) => void): () => void {
  const bar = document.querySelector(BAR);
  const page = bar?.closest('.Twilio-MainContainer');
  if (!bar?.parentElement || !page) {
    listener(0);
    return () => undefined;
  }
  const measure = () => listener(bar.getBoundingClientRect().bottom - page.getBoundingClientRect().top);
  measure();
  const observer = new ResizeObserver(measure);
  observer.observe(bar);
  // It shrinks when the bar of a call, which stands over both, comes.
  observer.observe(bar.parentElement);
  return () => observer.disconnect();
}
