/* The list of keys that the help dialog shows: the page's and the canvas', by what one wants to do. */
export interface ShortcutGroup {
  readonly title: string;
  readonly rows: readonly (readonly [what: string, ...keys: string[]])[];
}

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'Training',
    rows: [
      ['Train or pause', 'Ctrl+Enter'],
      ['Train at full speed', 'Ctrl+Shift+Enter'],
      ['Train all programs side by side', 'Alt+Shift+Enter'],
      ['Slower, faster', 'Alt+,', 'Alt+.'],
      ['Stop', 'Ctrl+Alt+Enter'],
      ['Train one batch', 'Ctrl+.'],
      ['Train one epoch', 'Ctrl+Shift+.'],
      ['Measure now, without training', 'Alt+Shift+M'],
    ],
  },
  {
    title: 'File and page',
    rows: [
      ['Open a file', 'Ctrl+O'],
      ['Save to the file, to another file', 'Ctrl+S', 'Ctrl+Shift+S'],
      ['Export', 'Ctrl+Shift+E'],
      ['Copy a link', 'Ctrl+Shift+L'],
      ['Undo', 'Ctrl+Z'],
      ['Redo', 'Ctrl+Shift+Z', 'Ctrl+Y'],
      ['History of all steps', 'Ctrl+Alt+Z'],
      ['While comparing: next, previous difference', 'Alt+N', 'Alt+Shift+N'],
      ['End the comparison', 'Escape'],
      ['Save a version', 'Ctrl+Alt+S'],
      ['All commands', 'Ctrl+K'],
      ['Add a node', '/', 'Shift+A'],
      ['Minimap', 'Alt+M'],
      ['This list', '?'],
    ],
  },
  {
    title: 'On the canvas',
    rows: [
      ['Go along the wires', 'Arrows'],
      ['Before, behind', '[', ']'],
      ['Select and edit in the inspector', 'Enter'],
      ['Back from the inspector to the node', 'Escape'],
      ['Select, select one more', 'Space', 'Shift+Space'],
      ['Move the selection', 'Arrows'],
      ['Move in large steps', 'Shift+Arrows'],
      ['Connect from here', 'C'],
      ['Connect two selected', 'F'],
      ['Go to the frame around it', 'G'],
      ['Look at a wire', 'W'],
      ['Into a block, out of it', 'Enter', 'Escape'],
      ['Select all, none', 'Ctrl+A', 'Escape'],
    ],
  },
  {
    title: 'In the outline',
    rows: [
      ['Go to a row', 'Arrows', 'Home', 'End'],
      ['Find by name', 'A … Z'],
      ['Before, behind', '[', ']'],
      ['Connect, remove a wire', '+', '-'],
      ['All actions', 'Shift+F10'],
      ['Edit in the inspector', 'Enter'],
      ['To the node on the canvas', 'Escape'],
    ],
  },
  {
    title: 'Editing',
    rows: [
      ['Copy, cut, paste', 'Ctrl+C', 'Ctrl+X', 'Ctrl+V'],
      ['Duplicate', 'Ctrl+D'],
      ['Delete', 'Delete'],
      ['Delete and rejoin wires', 'Ctrl+Delete'],
      ['Bypass', 'Ctrl+B'],
      ['Frame, dissolve the frame', 'Ctrl+G', 'Ctrl+Shift+G'],
      ['Take a node out of its frame', 'Alt+Drag'],
      ['Make a block', 'Ctrl+Alt+G'],
      ['Cut wires', 'Alt+Drag'],
      ['Bend a wire', 'B', 'Double-click'],
      ['Change a number on a card', 'Drag', 'Alt+Wheel'],
      ['Rename', 'F2'],
    ],
  },
  {
    title: 'View',
    rows: [
      ['Lay out the whole graph', 'Shift+L'],
      ['Fit everything', 'Shift+1'],
      ['Fit the selection', 'Shift+2'],
      ['Actual size', '0'],
      ['Zoom', '+', '-'],
    ],
  },
];
