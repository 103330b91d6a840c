// lucide's icons at our size and stroke, and the two of our own: the loop for memory, and its absence.
import {
  Braces,
  Archive,
  ArrowDown,
  ArrowLeft,
  ArrowUp,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  CircleAlert,
  Code,
  Command,
  Copy,
  Download,
  Clock,
  Ellipsis,
  Eraser,
  Eye,
  FileText,
  GitFork,
  HardDrive,
  Image,
  List,
  LayoutGrid,
  ListFilter,
  Menu,
  Merge,
  Maximize2,
  MessageSquare,
  PanelLeft,
  PanelRight,
  Paperclip,
  Pencil,
  Pin,
  Plus,
  Quote,
  RefreshCw,
  Search,
  Settings,
  Share2,
  Square,
  Trash2,
  WrapText,
  Workflow,
  X,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'

function sized(Icon: LucideIcon, size = 16, strokeWidth = 1.6) {
  return function SizedIcon({ className = '' }: { className?: string }) {
    return <Icon size={size} strokeWidth={strokeWidth} aria-hidden="true" className={`flex-none ${className}`} />
  }
}

export const ArchiveIcon = sized(Archive)
export const DeleteIcon = sized(Trash2)
export const FilterIcon = sized(ListFilter)
export const PinIcon = sized(Pin)
export const SearchIcon = sized(Search)
export const ArrowDownIcon = sized(ArrowDown)
export const BackIcon = sized(ArrowLeft)
export const SendIcon = sized(ArrowUp, 16, 2)
export const AttachIcon = sized(Paperclip)
export const DownloadIcon = sized(Download)
export const FileIcon = sized(FileText)
export const ForkIcon = sized(GitFork)
export const GalleryIcon = sized(LayoutGrid)
export const ImageIcon = sized(Image)
export const CodeIcon = sized(Code)
export const DiagramIcon = sized(Workflow)
export const EnlargeIcon = sized(Maximize2, 14)
export const WrapIcon = sized(WrapText)
export const CheckIcon = sized(Check)
export const ChevronDownIcon = sized(ChevronDown, 12)
export const ChevronLeftIcon = sized(ChevronLeft, 14)
export const ChevronRightIcon = sized(ChevronRight, 14)
export const AlertIcon = sized(CircleAlert)
export const CommandIcon = sized(Command)
export const CloseIcon = sized(X)
export const ComputerIcon = sized(HardDrive)
export const CopyIcon = sized(Copy)
export const ListIcon = sized(List)
export const TimeIcon = sized(Clock)
export const EyeIcon = sized(Eye)
export const MergeIcon = sized(Merge)
export const MenuIcon = sized(Menu)
export const MetadataIcon = sized(Braces)
export const MoreIcon = sized(Ellipsis)
export const PanelLeftIcon = sized(PanelLeft)
export const PanelRightIcon = sized(PanelRight)
export const EditIcon = sized(Pencil)
export const ForgetIcon = sized(Eraser)
export const PlusIcon = sized(Plus)
export const QuoteIcon = sized(Quote)
export const AgainIcon = sized(RefreshCw)
export const SettingsIcon = sized(Settings)
export const ShareIcon = sized(Share2)
export const ThreadIcon = sized(MessageSquare)

export function StopIcon() {
  return <Square size={12} fill="currentColor" strokeWidth={0} aria-hidden="true" />
}

export function LoopIcon({ className = '' }: { className?: string }) {
  return (
    <OwnIcon className={className}>
      <path d="M1 12.6c4.800 0 10.600-3.700 10.600-7.700 0-1.700-.9-2.700-2.300-2.700-2 0-3.300 2-3.300 4.600 0 3.600 3.200 5.800 9 5.800" />
    </OwnIcon>
  )
}

export function UnloopedIcon({ className = '' }: { className?: string }) {
  return (
    <OwnIcon className={className}>
      <path d="M1.500 10.500c4-4 9-4 13 0" strokeDasharray="2.2 2.6" />
    </OwnIcon>
  )
}

function OwnIcon({ className, children }: { className: string; children: React.ReactNode }) {
  return (
    <svg
      className={`size-4 flex-none rtl:-scale-x-100 ${className}`}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}
