import * as React from 'react';

/** In the place of react-textarea-autosize: as high as its text, but at least `minRows`; Paste sets the most by CSS. */
export default React.forwardRef(function GrowingTextArea({ minRows, ...props }, ref) {
  const own = React.useRef(null);
  React.useLayoutEffect(() => {
    const area = own.current;
    // A copy is measured, since to shrink the field itself for a moment would let the page around it jump.
    const copy = area.cloneNode();
    Object.assign(copy.style, {
      position: 'absolute',
      visibility: 'hidden',
      height: 'auto',
      width: `${area.offsetWidth}px`,
    });
    copy.value = area.value;
    area.after(copy);
    area.style.height = `${copy.scrollHeight + area.offsetHeight - area.clientHeight}px`;
    copy.remove();
  }, [props.value]);
  const setRef = (area) => {
    own.current = area;
    if (typeof ref === 'function') ref(area);
    else if (ref) ref.current = area;
  };
  return React.createElement('textarea', { ...props, rows: minRows, ref: setRef });
});
