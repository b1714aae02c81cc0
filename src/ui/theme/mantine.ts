/*
 * Mantine in the look of this page: sizes here, colours in `mantine.css` as variables over our own
 * tokens. No style element is written at run time, so that a strict content security policy holds.
 */
import { createTheme } from '@mantine/core';

const CONTROL = '28px';

export const mantineTheme = createTheme({
  fontFamily: 'var(--font-words)',
  fontFamilyMonospace: 'var(--font-numbers)',
  respectReducedMotion: true,
  cursorType: 'pointer',
  defaultRadius: 'sm',
  components: {
    Button: {
      defaultProps: { size: 'xs', variant: 'default' },
      vars: () => ({
        root: { '--button-height': CONTROL, '--button-padding-x': '10px', '--button-fz': 'var(--text-body)' },
      }),
    },
    ActionIcon: {
      defaultProps: { variant: 'default' },
      vars: () => ({ root: { '--ai-size': CONTROL } }),
    },
    Tooltip: {
      defaultProps: {
        openDelay: 400,
        // Beside the bar's buttons in the tree, so that nothing said stands outside the page's landmarks.
        withinPortal: true,
        portalProps: { target: '#tips' },
        multiline: false,
        events: { hover: true, focus: true, touch: false },
      },
    },
    Menu: {
      defaultProps: {
        shadow: 'md',
        transitionProps: { duration: 100 },
        withinPortal: false,
        offset: 4,
        withInitialFocusPlaceholder: false,
      },
    },
    Modal: {
      defaultProps: {
        transitionProps: { duration: 120 },
        // The page itself never scrolls, and holding it would write a style element.
        lockScroll: false,
        closeButtonProps: { 'aria-label': 'Close' },
        // A dialog's header is no banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close this message' } } },
    Input: {
      defaultProps: { size: 'xs' },
      vars: () => ({ wrapper: { '--input-height': CONTROL, '--input-bg': 'var(--raised)' } }),
    },
    InputWrapper: { defaultProps: { size: 'xs' } },
  },
});
